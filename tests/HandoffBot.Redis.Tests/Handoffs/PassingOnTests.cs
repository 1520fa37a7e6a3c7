using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests.Handoffs;

public sealed class PassingOnOnRedis(RedisFixture stores) : PassingOnTests(stores), IClassFixture<RedisFixture>;

public sealed class PassingOnOnTheEmbeddedStore(EmbeddedFixture stores) : PassingOnTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class PassingOnOnACluster(ClusterFixture stores) : PassingOnTests(stores), IClassFixture<ClusterFixture>;

/// <summary>Transfers, reassignments, notes and endings: what they leave behind beside the state.</summary>
public abstract class PassingOnTests(StoreFixture stores)
{
    private static readonly AgentId Sue = new("sue");

    [Fact]
    public async Task The_note_of_a_transfer_is_there_only_if_the_transfer_happened()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, alice, token) = await HoldAsync(store, time);

        var refused = await store.Handoffs.TransferAsync(held.Ref(), alice, token, TransferTarget.ToAgent(new AgentId("nobody")), Notice("t"), "has paid twice");
        Assert.Equal(LeaseOutcome.TargetUnavailable, refused.Outcome);
        Assert.Empty(await store.Handoffs.ReadNotesAsync(held.Id));
        var done = await store.Handoffs.TransferAsync(held.Ref(), alice, token, TransferTarget.ToSkill("billing"), Notice("t"), "has paid twice");

        Assert.Equal(LeaseOutcome.Done, done.Outcome);
        var note = Assert.Single(await store.Handoffs.ReadNotesAsync(held.Id));
        Assert.Equal((alice, "has paid twice"), (note.Agent, note.Text));
    }

    [Fact]
    public async Task A_person_who_misses_a_transfer_gives_it_back_to_the_queue_at_its_original_place()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, alice, token) = await HoldAsync(store, time);
        time.Advance(TimeSpan.FromSeconds(1));
        await EnqueueAsync(store, time);
        var bob = await PresentAsync(store, "bob");
        await store.Handoffs.TransferAsync(held.Ref(), alice, token, TransferTarget.ToAgent(bob), Notice("t"), "");
        time.Advance(TimeSpan.FromMinutes(1));

        var missed = Assert.Single(await store.Handoffs.FindExpiredAsync());
        await store.Handoffs.ReclaimAsync(missed, missed.Lease!.Token, null);

        var waiting = (await store.Handoffs.FindAsync(held.Id))!;
        Assert.Equal((HandoffState.Waiting, 1L), (waiting.State, waiting.Position));
        Assert.Equal(held.Id, (await store.OfferNextAsync(await PresentAsync(store, "carol"))).Handoff!.Id);
    }

    [Fact]
    public async Task A_repeated_note_is_added_once_also_when_the_lease_is_gone_by_then()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, alice, token) = await HoldAsync(store, time);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.Handoffs.AddNoteAsync(held.Ref(), alice, token, "calm now", "n1")));
        time.Advance(TimeSpan.FromMinutes(10));
        var again = await store.Handoffs.AddNoteAsync(held.Ref(), alice, token, "calm now", "n1");
        var other = await store.Handoffs.AddNoteAsync(held.Ref(), alice, token, "calm now", "n2");

        Assert.Equal((LeaseOutcome.Done, LeaseOutcome.LeaseLost), (again.Outcome, other.Outcome));
        Assert.Single(await store.Handoffs.ReadNotesAsync(held.Id));
    }

    [Fact]
    public async Task A_customer_cannot_choose_a_message_id_that_swallows_an_agents_words()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, alice, token) = await HoldAsync(store, time);
        foreach (var id in new[] { "m", "agent:alice:m", "turn:alice:m" })
        {
            await store.Conversations.ReceiveAsync(Message(held.Conversation, id, "hm"), "en", time.GetUtcNow());
        }

        await store.Handoffs.SayAsync(held.Ref(), alice, token, new Utterance { Speaker = Speaker.Agent, Text = "Hello", MessageId = "m" });

        Assert.Single(await store.Conversations.ReadTurnsAsync(held.Conversation, 0), turn => turn.Said.Speaker == Speaker.Agent);
    }

    [Fact]
    public async Task Ending_is_refused_only_while_words_of_the_customer_are_unseen()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, alice, token) = await HoldAsync(store, time);
        var seen = (await store.Conversations.LoadAsync(held.Conversation))!.Conversation.LastSeq;
        await store.Conversations.ReceiveAsync(Message(held.Conversation, "2", "wait \"speaker\":\"Agent\""), "en", time.GetUtcNow());
        var said = await store.Handoffs.SayAsync(held.Ref(), alice, token, new Utterance { Speaker = Speaker.Agent, Text = "\"speaker\":\"Customer\"", MessageId = "m" });

        var blind = await CloseAsync(seen);
        Assert.Equal((LeaseOutcome.UnseenTurns, HandoffState.Held), (blind.Outcome, (await store.Handoffs.FindAsync(held.Id))!.State));
        // Their own words after the customer's need not have come back to the screen.
        Assert.Equal(LeaseOutcome.Done, (await CloseAsync(said.Seq - 1)).Outcome);

        Task<LeaseResult> CloseAsync(long seenSeq) => store.Handoffs.CloseAsync(held.Ref(), alice, token, Resolution.Solved, "", [Notice("ended")], BotMemory.Empty, seenSeq);
    }

    [Fact]
    public async Task A_reassigned_handoff_leaves_its_holder_with_the_reason_noted_and_keeps_its_place()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, alice, token) = await HoldAsync(store, time);
        var bob = await PresentAsync(store, "bob");

        var given = await store.Handoffs.ReassignAsync((await store.Handoffs.FindAsync(held.Id))!, Sue, TransferTarget.ToAgent(bob), Notice("moved"), "Alice is stuck");
        var late = await store.Handoffs.SayAsync(held.Ref(), alice, token, new Utterance { Speaker = Speaker.Agent, Text = "late", MessageId = "m" });

        Assert.Equal((LeaseOutcome.Done, LeaseOutcome.LeaseLost), (given.Outcome, late.Outcome));
        var offered = (await store.Handoffs.FindAsync(held.Id))!;
        Assert.Equal((HandoffState.Offered, bob), (offered.State, offered.Holder!.Value));
        var note = Assert.Single(await store.Handoffs.ReadNotesAsync(held.Id));
        Assert.Equal((Sue, "Alice is stuck"), (note.Agent, note.Text));
        var last = (await store.Handoffs.ReadTrailAsync(held.Id))[^1];
        Assert.Equal(("reassigned", "sue", "bob"), (last.What, last.Who, last.Why));
        Assert.Equal("moved", (await store.Conversations.LoadAsync(held.Conversation))!.Recent[^1].Said.Text);
        Assert.Equal([(alice, 0), (bob, 1)], (await store.Agents.ListAsync()).Select(agent => (agent.Id, agent.Load)));
    }

    [Fact]
    public async Task Two_supervisors_who_reassign_at_once_do_not_both_succeed_and_nobody_gets_beyond_their_capacity()
    {
        var (store, time) = await stores.OpenAsync();
        var bob = await PresentAsync(store, "bob", capacity: 2);
        var carol = await PresentAsync(store, "carol", capacity: 2);
        var handoffs = new List<Handoff>();
        for (var i = 0; i < 6; i++)
        {
            handoffs.Add((await store.Handoffs.FindAsync((await EnqueueAsync(store, time)).Id))!);
        }

        var results = await Task.WhenAll(handoffs.SelectMany(handoff => new[] { bob, carol }.Select(to => store.Handoffs.ReassignAsync(handoff, Sue, TransferTarget.ToAgent(to), null, ""))));

        var agents = await store.Agents.ListAsync();
        Assert.All(agents, agent => Assert.InRange(agent.Load, 0, 2));
        Assert.Equal(agents.Sum(agent => agent.Load), results.Count(result => result.Outcome == LeaseOutcome.Done));
        Assert.Equal(agents.Sum(agent => agent.Load), (await store.Handoffs.ListAsync(HandoffState.Offered, null)).Total);
    }

    [Fact]
    public async Task Capacity_holds_when_claims_transfers_and_reassignments_race_with_accepting_and_a_changing_capacity()
    {
        var (store, time) = await stores.OpenAsync();
        var bob = await PresentAsync(store, "bob", capacity: 3);
        var held = new List<(NewHandoff Handoff, AgentId Agent, string Token)>();
        for (var i = 0; i < 4; i++)
        {
            held.Add(await HoldAsync(store, time, $"giver{i}"));
            await EnqueueAsync(store, time);
        }

        var waiting = (await store.Handoffs.ListAsync(HandoffState.Waiting, null)).Items;
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, 8).Select(_ => ClaimAsync()),
            .. held.Select(one => store.Handoffs.TransferAsync(one.Handoff.Ref(), one.Agent, one.Token, TransferTarget.ToAgent(bob), Notice("t"), "")),
            .. waiting.Select(handoff => store.Handoffs.ReassignAsync(handoff, Sue, TransferTarget.ToAgent(bob), null, "")),
            .. Enumerable.Range(0, 4).Select(i => PresentAsync(store, "bob", capacity: 3 - (i % 2))),
        ]);

        var all = await store.Agents.ListAsync();
        Assert.InRange(all.Single(agent => agent.Id == bob).Load, 1, 3);
        var leased = (await store.Handoffs.ListAsync(HandoffState.Offered, null)).Total + (await store.Handoffs.ListAsync(HandoffState.Held, null)).Total;
        Assert.Equal(leased, all.Sum(agent => agent.Load));

        async Task ClaimAsync()
        {
            if (await store.OfferNextAsync(bob) is { Outcome: OfferOutcome.Offered, Handoff: { } handoff })
            {
                await store.Handoffs.AcceptAsync(handoff, bob, handoff.Lease!.Token, Notice("joined"));
            }
        }
    }
}
