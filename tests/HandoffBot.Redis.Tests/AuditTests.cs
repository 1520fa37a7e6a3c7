using HandoffBot.Core.Agents;
using HandoffBot.Core.Audit;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Reports;
using HandoffBot.Redis.Audit;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests;

public sealed class AuditOnRedis(RedisFixture stores) : AuditTests(stores), IClassFixture<RedisFixture>;

public sealed class AuditOnTheEmbeddedStore(EmbeddedFixture stores) : AuditTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class AuditOnACluster(ClusterFixture stores) : AuditTests(stores), IClassFixture<ClusterFixture>;

public abstract class AuditTests(StoreFixture stores)
{
    public static TheoryData<string, bool> Repaired => new()
    {
        { FindingKind.WaitingWithoutPlace, false },
        { FindingKind.PlaceTooMany, false },
        { FindingKind.LeaseTooMany, false },
        { FindingKind.OwnerWrong, false },
        { FindingKind.LeaseMissing, true },
        { FindingKind.PlaceTooMany, true },
        { FindingKind.OwnerWrong, true },
    };

    [Theory]
    [MemberData(nameof(Repaired))]
    public async Task What_is_broken_is_found_put_right_and_reported_once(string kind, bool isHeld)
    {
        var (store, time) = await stores.OpenAsync();
        var handoff = isHeld ? (await HoldAsync(store, time)).Handoff : await EnqueueAsync(store, time);
        Assert.Empty(await store.Audit.CheckSomeAsync());
        await BreakAsync(store, handoff, kind, isHeld);

        var found = Assert.Single(await store.Audit.CheckSomeAsync());

        Assert.Equal((kind, handoff.Id.Value, (DateTimeOffset?)time.GetUtcNow()), (found.Kind, found.Subject, found.RepairedAt));
        Assert.Equal(("repaired", "auditor", kind), (await store.Handoffs.ReadTrailAsync(handoff.Id)) is [.., var last] ? (last.What, last.Who, last.Why) : default);
        Assert.Empty(await store.Audit.CheckSomeAsync());
        Assert.Equal(kind, Assert.Single(await store.Audit.ListFindingsAsync()).Kind);
        var now = (await store.Handoffs.FindAsync(handoff.Id))!;
        Assert.Equal((isHeld ? HandoffState.Held : HandoffState.Waiting, isHeld ? null : 1L), (now.State, now.Position));
        Assert.Equal(isHeld ? Owner.Agent : Owner.Queue, (await store.Conversations.LoadAsync(handoff.Conversation))!.Conversation.Owner);
        await BreakAsync(store, handoff, kind, isHeld);
        Assert.Single(await store.Audit.CheckSomeAsync());
    }

    [Fact]
    public async Task A_lost_lease_comes_back_so_that_the_customer_does()
    {
        var (store, time) = await stores.OpenAsync();
        var (handoff, _, token) = await HoldAsync(store, time);
        await BreakAsync(store, handoff, FindingKind.LeaseMissing, isHeld: true);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(await store.Handoffs.FindExpiredAsync());

        await store.Audit.CheckSomeAsync();

        var expired = Assert.Single(await store.Handoffs.FindExpiredAsync());
        Assert.Equal(LeaseOutcome.Done, (await store.Handoffs.ReclaimAsync(expired, token, null)).Outcome);
        Assert.Equal(HandoffState.Waiting, (await store.Handoffs.FindAsync(handoff.Id))!.State);
    }

    [Fact]
    public async Task A_load_that_is_not_the_number_of_handoffs_is_counted_again()
    {
        var (store, time) = await stores.OpenAsync();
        var (handoff, alice, _) = await HoldAsync(store, time);
        await store.Database.HashSetAsync(store.Keys.Of(handoff.Id).Handoffs, "l:alice", 7);

        Assert.Equal((FindingKind.LoadWrong, "alice"), Assert.Single(await store.Audit.CheckSomeAsync()) is var found ? (found.Kind, found.Subject) : default);
        Assert.Equal(1, (await store.Agents.FindAsync(alice))!.Load);
        Assert.Empty(await store.Audit.CheckSomeAsync());
    }

    [Fact]
    public async Task Where_there_are_too_many_leases_to_count_a_wrong_load_is_found_the_second_time_it_looks_the_same()
    {
        var (store, time) = await stores.OpenAsync();
        var (handoff, alice, _) = await HoldAsync(store, time);
        var audit = new LoadAudit(store.Database, store.Keys.Of(handoff.Id), store.Keys.First.Agents, time, most: 0);
        await store.Database.HashSetAsync(store.Keys.Of(handoff.Id).Handoffs, "l:alice", 7);

        Assert.Equal(0, Assert.Single(await audit.CheckSomeAsync()).Reply.Length);
        var (agent, reply) = Assert.Single(await audit.CheckSomeAsync());

        Assert.Equal(("alice", FindingKind.LoadWrong), (agent, (string)reply[0]!));
        Assert.Equal(1, (await store.Agents.FindAsync(alice))!.Load);
        Assert.Empty(await audit.CheckSomeAsync());
    }

    [Fact]
    public async Task Who_waits_for_a_skill_that_is_no_longer_configured_moves_to_the_default_one_at_their_place()
    {
        var (store, time) = await stores.OpenAsync();
        var old = await EnqueueAsync(store, time, "gardening");
        time.Advance(TimeSpan.FromSeconds(1));
        var later = await EnqueueAsync(store, time);
        var held = await EnqueueAsync(store, time, "gardening");
        var alice = await PresentAsync(store, "alice");
        await store.Handoffs.OfferAsync(held.Id, alice);
        await store.Database.HashSetAsync(store.Keys.First.KnownSkills, "gardening", 1);

        var found = await store.Audit.CheckSomeAsync();

        Assert.Equal([(FindingKind.SkillRemoved, old.Id.Value), (FindingKind.SkillRemoved, held.Id.Value)], found.Select(finding => (finding.Kind, finding.Subject)).OrderBy(one => one.Subject, StringComparer.Ordinal));
        Assert.Equal([old.Id, later.Id], (await store.Handoffs.ListAsync(HandoffState.Waiting, "general")).Items.Select(handoff => handoff.Id));
        Assert.Equal(("moved", "auditor", "gardening"), (await store.Handoffs.ReadTrailAsync(old.Id)) is [.., var last] ? (last.What, last.Who, last.Why) : default);
        Assert.Empty(await store.Audit.CheckSomeAsync());
        var offered = (await store.Handoffs.FindAsync(held.Id))!;
        Assert.Equal((HandoffState.Offered, "general"), (offered.State, offered.Skill));
        await store.Handoffs.ReturnAsync(offered, alice, offered.Lease!.Token, null);
        Assert.Equal(3, (await store.Handoffs.ListAsync(HandoffState.Waiting, "general")).Total);
    }

    [Fact]
    public async Task A_skill_nobody_noted_is_found_with_the_handoffs()
    {
        var (store, time) = await stores.OpenAsync();
        var old = await EnqueueAsync(store, time, "gardening");

        Assert.Equal((FindingKind.SkillRemoved, old.Id.Value), Assert.Single(await store.Audit.CheckSomeAsync()) is var found ? (found.Kind, found.Subject) : default);

        Assert.Equal(1, (await store.Handoffs.FindAsync(old.Id))!.Position);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_receipt_that_nobody_lived_to_write_is_made_up_of_the_turns_at_pickup(bool isClosed)
    {
        var (store, time) = await stores.OpenAsync();
        var handoff = await EnqueueAsync(store, time);
        var alice = await PresentAsync(store, "alice");
        var token = (await store.Handoffs.OfferAsync(handoff.Id, alice)).Handoff!.Lease!.Token;
        await store.Handoffs.AcceptAsync(handoff.Ref(), alice, token, Notice("joined") with { Handoff = new HandoffNotice(handoff.Id, HandoffState.Held, Agent: "Alice") });
        await store.Conversations.ReceiveAsync(Message(handoff.Conversation, "2", "Are you there?"), "en", time.GetUtcNow());
        if (isClosed)
        {
            await store.Handoffs.CloseAsync(handoff.Ref(), alice, token, Resolution.Solved, "", [Bot("bye")], BotMemory.Empty);
        }

        Assert.Empty(await store.Audit.CheckSomeAsync());

        var turns = await store.Conversations.ReadTurnsAsync(handoff.Conversation, 0);
        Assert.Equal(Receipt.Of(turns.Take(3)), (await store.Handoffs.FindAsync(handoff.Id))!.Receipt);
        Assert.Empty(await store.Audit.CheckSomeAsync());
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_a_finding_and_stops_nobody()
    {
        var (store, time) = await stores.OpenAsync();
        var broken = await EnqueueAsync(store, time);
        time.Advance(TimeSpan.FromSeconds(1));
        var whole = await EnqueueAsync(store, time);
        await store.Database.HashSetAsync(store.Keys.Of(broken.Id).Handoffs, "r:" + broken.Id.Value, "{");
        var orphan = HandoffId.For(whole.Conversation, time);
        await store.Database.SortedSetAddAsync(store.Keys.Of(orphan).Queue("general"), orphan.Value, 1);

        var found = await store.Audit.CheckSomeAsync();

        Assert.Equal([FindingKind.UnreadableRecord, FindingKind.UnreadableRecord], found.Select(finding => finding.Kind));
        Assert.All(found, finding => Assert.Null(finding.RepairedAt));
        Assert.Empty(await store.Audit.CheckSomeAsync());
        Assert.Equal([whole.Id], (await store.Handoffs.ListAsync(HandoffState.Waiting, null)).Items.Select(handoff => handoff.Id));
        Assert.Equal(OfferOutcome.Offered, (await store.Handoffs.OfferAsync(whole.Id, await PresentAsync(store, "alice"))).Outcome);
    }

    [Fact]
    public async Task A_transcript_is_held_against_its_receipt_and_its_times()
    {
        var (store, time) = await stores.OpenAsync();
        var (told, _, _) = await HoldAsync(store, time, "alice");
        var turns = await store.Conversations.ReadTurnsAsync(told.Conversation, 0);
        await store.Handoffs.RecordReceiptAsync(told.Id, Receipt.Of(turns));
        Assert.Empty(await store.Audit.CheckSomeAsync());
        var list = store.Keys.Of(told.Id).Turns(told.Conversation);
        var second = await store.Database.ListGetByIndexAsync(list, 1);

        await store.Database.ListSetByIndexAsync(list, 1, ((string)second!).Replace("A colleague will.", "Nobody will.", StringComparison.Ordinal));
        Assert.Equal(FindingKind.ReceiptWrong, Assert.Single(await store.Audit.CheckSomeAsync()).Kind);
        await store.Database.ListSetByIndexAsync(list, 1, "1" + ((string)second!)[13..]);
        Assert.Equal(FindingKind.SequenceWrong, Assert.Single(await store.Audit.CheckSomeAsync()).Kind);
    }

    [Fact]
    public async Task A_reply_planned_too_far_away_is_made_due()
    {
        var (store, time) = await stores.OpenAsync();
        var id = ConversationId.New(time);
        await store.Conversations.ReceiveAsync(Message(id, "1", "Hello"), "en", time.GetUtcNow().AddDays(3));

        Assert.Equal(FindingKind.ReplyTooFar, Assert.Single(await store.Audit.CheckSomeAsync()).Kind);

        Assert.Equal([id], await store.Conversations.FindOverdueRepliesAsync());
    }

    [Fact]
    public async Task Work_in_progress_raises_no_alarm_and_the_ledger_balances_meanwhile()
    {
        var (store, time) = await stores.OpenAsync();
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var agents = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => PresentAsync(store, $"agent{i}", 2)));
        using var over = new CancellationTokenSource();
        var audits = Task.Run(async () =>
        {
            var (found, differences) = (new List<Finding>(), new List<long>());
            while (!over.IsCancellationRequested)
            {
                found.AddRange(await store.Audit.CheckSomeAsync());
                differences.Add((await store.Reports.ReadLedgerAsync(day)).Difference);
            }

            return (found, differences);
        });
        var customers = Task.WhenAll(Enumerable.Range(0, 60).Select(_ => EnqueueAsync(store, time)));
        await Task.WhenAll(agents.Select(agent => WorkAsync(store, agent, customers)));
        await over.CancelAsync();

        var (found, differences) = await audits;
        Assert.Empty(found);
        Assert.All(differences, difference => Assert.Equal(0, difference));
        var ledger = await store.Reports.ReadLedgerAsync(day);
        Assert.Equal(new Ledger(60, 60, 0, 0, 0), ledger);
        Assert.Equal(new Reconciliation(day, time.GetUtcNow(), new Twice(60, 60), new Twice(60, 60), new Twice(0, 0)), await store.Audit.ReconcileAsync(day));
    }

    [Fact]
    public async Task A_counter_that_disagrees_with_the_records_is_a_finding()
    {
        var (store, time) = await stores.OpenAsync();
        var handoff = await EnqueueAsync(store, time);
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await store.Database.HashIncrementAsync(store.Keys.Of(handoff.Id).Day("20260921"), "withdrawn");

        var result = (await store.Audit.ReconcileAsync(day))!;

        Assert.Equal((new Twice(1, 0), false), (result.Ended, result.Agrees));
        Assert.Equal((FindingKind.LedgerWrong, "2026-09-21"), Assert.Single(await store.Audit.ListFindingsAsync()) is var found ? (found.Kind, found.Subject) : default);
        Assert.Equal(-1, (await store.Reports.ReadLedgerAsync(day)).Difference);
    }

    [Fact]
    public async Task An_export_has_each_handoff_of_the_interval_once_with_how_it_ended()
    {
        var (store, time) = await stores.OpenAsync();
        await EnqueueAsync(store, time);
        time.Advance(TimeSpan.FromHours(1));
        var from = time.GetUtcNow();
        var (closed, alice, token) = await HoldAsync(store, time);
        await store.Handoffs.CloseAsync(closed.Ref(), alice, token, Resolution.Solved, "", [], BotMemory.Empty);
        var waiting = await EnqueueAsync(store, time);

        var exported = await store.Reports.ReadHandoffsAsync(from, from.AddSeconds(1)).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new[] { closed.Id, waiting.Id }.ToHashSet(), exported.Select(handoff => handoff.Id).ToHashSet());
        Assert.Equal(2, exported.Count);
        var ended = exported.Single(handoff => handoff.Id == closed.Id);
        Assert.Equal((HandoffState.Closed, Resolution.Solved, alice), (ended.State, ended.Resolution!.Value, ended.Holder!.Value));
    }

    private static async Task WorkAsync(Store store, AgentId agent, Task<NewHandoff[]> customers)
    {
        while (true)
        {
            var isLast = customers.IsCompleted;
            if (await store.OfferNextAsync(agent) is not { Outcome: OfferOutcome.Offered, Handoff: { } offered })
            {
                if (isLast && (await store.Reports.CountLiveAsync()).Waiting == 0)
                {
                    return;
                }

                continue;
            }

            await store.Handoffs.AcceptAsync(offered, agent, offered.Lease!.Token, Notice("joined"));
            await store.Handoffs.CloseAsync(offered, agent, offered.Lease.Token, Resolution.Solved, "", [Bot("bye")], BotMemory.Empty);
        }
    }

    /// <summary>Does to the store by hand what no script does.</summary>
    private static async Task BreakAsync(Store store, NewHandoff handoff, string kind, bool isHeld)
    {
        var at = store.Keys.Of(handoff.Id);
        _ = kind switch
        {
            FindingKind.WaitingWithoutPlace => await store.Database.SortedSetRemoveAsync(at.Queue("general"), handoff.Id.Value),
            FindingKind.PlaceTooMany => await store.Database.SortedSetAddAsync(at.Queue("billing"), handoff.Id.Value, 1),
            FindingKind.LeaseTooMany => await store.Database.SortedSetAddAsync(at.Leases, handoff.Id.Value, 1),
            FindingKind.LeaseMissing => await store.Database.SortedSetRemoveAsync(at.Leases, handoff.Id.Value),
            FindingKind.OwnerWrong => await store.Database.HashSetAsync(at.Conversation(handoff.Conversation), "owner", isHeld ? "Q" : "B"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }
}
