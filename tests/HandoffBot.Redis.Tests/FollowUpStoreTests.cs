using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests;

public sealed class FollowUpStoreOnRedis(RedisFixture stores) : FollowUpStoreTests(stores), IClassFixture<RedisFixture>;

public sealed class FollowUpStoreOnTheEmbeddedStore(EmbeddedFixture stores) : FollowUpStoreTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class FollowUpStoreOnACluster(ClusterFixture stores) : FollowUpStoreTests(stores), IClassFixture<ClusterFixture>;

public abstract class FollowUpStoreTests(StoreFixture stores)
{
    private static readonly AgentId Alice = new("alice");
    private static readonly AgentId Bob = new("bob");
    private static readonly AgentId Carol = new("carol");

    [Fact]
    public async Task What_is_owed_is_opened_once_however_often_it_is_promised()
    {
        var (store, time) = await stores.OpenAsync();
        var owed = Owed(await EnqueueAsync(store, time), time);

        var opened = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.FollowUps.OpenAsync(owed)));

        Assert.Single(opened, isNew => isNew);
        var found = await store.FollowUps.FindAsync(owed.Id);
        Assert.Equal((FollowUpState.Open, (AgentId?)Carol, false, FollowUpMark.None), (found!.State, found.Owner, found.IsTaken, found.Mark));
        Assert.Equal(owed, found.Opened);
        Assert.Equal(owed.Id, Assert.Single(await store.FollowUps.OfHandoffAsync(owed.Handoff!.Value)).Id);
        Assert.Equal(new FollowUpCounts(1, 0), await store.FollowUps.CountAsync());
    }

    [Fact]
    public async Task Open_ones_are_listed_by_due_instant_and_by_owner()
    {
        var (store, time) = await stores.OpenAsync();
        var late = Owed(await EnqueueAsync(store, time), time, hours: 3);
        var soon = Owed(await EnqueueAsync(store, time), time, hours: 1) with { Responsible = null };
        await store.FollowUps.OpenAsync(late);
        await store.FollowUps.OpenAsync(soon);

        var (all, total) = await store.FollowUps.ListAsync(FollowUpState.Open, null);
        var (carols, hers) = await store.FollowUps.ListAsync(FollowUpState.Open, Carol);

        Assert.Equal([soon.Id, late.Id], all.Select(followUp => followUp.Id));
        Assert.Equal((2, 1), (total, hers));
        Assert.Equal(late.Id, Assert.Single(carols).Id);
    }

    [Fact]
    public async Task Whoever_takes_a_waiting_customers_follow_up_takes_them_out_of_the_queue_and_the_ledger_owes_it()
    {
        var (store, time) = await stores.OpenAsync();
        var handoff = await EnqueueAsync(store, time);
        var owed = await OpenAsync(store, Owed(handoff, time));
        Assert.Equal((1, 0), await LedgerAsync(store, time));

        Assert.Equal(FollowUpOutcome.Done, await store.FollowUps.TakeAsync(owed, Alice, Notice("Alice will call you.")));
        Assert.Equal(FollowUpOutcome.Done, await store.FollowUps.TakeAsync(owed, Alice, Notice("Alice will call you.")));

        Assert.Equal((0, 1), await LedgerAsync(store, time));
        var closed = await store.Handoffs.FindAsync(handoff.Id);
        Assert.Equal((HandoffState.Closed, (Resolution?)Resolution.FollowUpOwed), (closed!.State, closed.Resolution));
        var talk = await store.Conversations.LoadAsync(handoff.Conversation);
        Assert.Equal(Owner.Bot, talk!.Conversation.Owner);
        Assert.Single(talk.Recent, turn => turn.Said.Text == "Alice will call you.");
        Assert.Equal(FollowUpState.Open, (await store.FollowUps.FindAsync(owed.Id))!.State);

        Assert.Equal(FollowUpOutcome.Done, await store.FollowUps.DoneAsync(owed, Alice, "Called, sorted."));
        var done = await store.FollowUps.FindAsync(owed.Id);
        Assert.Equal((FollowUpState.Done, (AgentId?)Alice, "Called, sorted."), (done!.State, done.Ending!.By, done.Ending.Note));
        Assert.Equal(Resolution.FollowUpDone, (await store.Handoffs.FindAsync(handoff.Id))!.Resolution);
        Assert.Equal(0, (await store.Reports.ReadLedgerAsync(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))).Difference);
    }

    [Fact]
    public async Task A_follow_up_of_somebody_who_is_being_talked_to_does_not_interrupt_it()
    {
        var (store, time) = await stores.OpenAsync();
        var (handoff, agent, _) = await HoldAsync(store, time, "bob");
        var owed = await OpenAsync(store, Owed(handoff, time));

        Assert.Equal(FollowUpOutcome.Done, await store.FollowUps.TakeAsync(owed, Alice, Notice("Alice will call you.")));

        var held = await store.Handoffs.FindAsync(handoff.Id);
        Assert.Equal((HandoffState.Held, (AgentId?)agent), (held!.State, held.Holder));
        Assert.DoesNotContain((await store.Conversations.LoadAsync(handoff.Conversation))!.Recent, turn => turn.Said.Text == "Alice will call you.");
    }

    [Fact]
    public async Task Of_fifty_who_take_one_at_once_one_gets_it()
    {
        var (store, time) = await stores.OpenAsync();
        var owed = await OpenAsync(store, Owed(await EnqueueAsync(store, time), time));

        var taken = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => store.FollowUps.TakeAsync(owed, new AgentId($"agent{i}"), Notice("taken"))));

        Assert.Single(taken, outcome => outcome == FollowUpOutcome.Done);
        Assert.All(taken, outcome => Assert.Contains(outcome, new[] { FollowUpOutcome.Done, FollowUpOutcome.NotOwner }));
    }

    [Fact]
    public async Task Only_who_has_it_may_end_it_or_pass_it_on()
    {
        var (store, time) = await stores.OpenAsync();
        var owed = await OpenAsync(store, Owed(await EnqueueAsync(store, time), time));

        Assert.Equal(FollowUpOutcome.NotOwner, await store.FollowUps.DoneAsync(owed, Carol, ""));
        await store.FollowUps.TakeAsync(owed, Alice, null);
        Assert.Equal(FollowUpOutcome.NotOwner, await store.FollowUps.DoneAsync(owed, Bob, ""));
        Assert.Equal(FollowUpOutcome.NotOwner, await store.FollowUps.TakeAsync(owed, Bob, null));
        Assert.Equal(FollowUpOutcome.NotOwner, await store.FollowUps.HandOverAsync(owed, Bob, Carol, ""));

        Assert.Equal(FollowUpOutcome.Done, await store.FollowUps.HandOverAsync(owed, Alice, Bob, "Speaks French"));
        Assert.Equal(Bob, (await store.FollowUps.FindAsync(owed.Id))!.Owner);
        Assert.Equal("Speaks French", Assert.Single(await store.FollowUps.ReadNotesAsync(owed.Id)).Text);
        Assert.Equal(FollowUpOutcome.Done, await store.FollowUps.TakeAsync(owed, Carol, null, instead: true));
        Assert.Equal(FollowUpOutcome.Done, await store.FollowUps.DoneAsync(owed, Carol, "Done"));
        Assert.Equal(FollowUpOutcome.Done, await store.FollowUps.DoneAsync(owed, Carol, "Done"));

        Assert.Equal(FollowUpOutcome.Ended, await store.FollowUps.TakeAsync(owed, Alice, null));
        Assert.Equal(FollowUpOutcome.Ended, await store.FollowUps.HandOverAsync(owed, Carol, Alice, ""));
        Assert.Equal(FollowUpOutcome.Ended, await store.FollowUps.WithdrawAsync(owed));
        Assert.Equal(FollowUpOutcome.Unknown, await store.FollowUps.DoneAsync(Of(owed.Opened with { Id = new FollowUpId("callback-none") }), Alice, ""));
    }

    [Fact]
    public async Task A_withdrawn_one_is_over_and_stays_on_record()
    {
        var (store, time) = await stores.OpenAsync();
        var owed = await OpenAsync(store, Owed(await EnqueueAsync(store, time), time));

        Assert.Equal(FollowUpOutcome.Done, await store.FollowUps.WithdrawAsync(owed));

        Assert.Equal((0, 1), ((await store.FollowUps.ListAsync(FollowUpState.Open, null)).Total, (await store.FollowUps.ListAsync(FollowUpState.Withdrawn, null)).Total));
        Assert.Null((await store.FollowUps.FindAsync(owed.Id))!.Ending!.By);
        Assert.False(await store.FollowUps.OpenAsync(owed.Opened));
    }

    [Fact]
    public async Task Each_mark_is_reached_once_and_a_new_owner_is_reminded_anew()
    {
        var (store, time) = await stores.OpenAsync();
        var owed = await OpenAsync(store, Owed(await EnqueueAsync(store, time), time, hours: 1) with { RemindAt = time.GetUtcNow().AddMinutes(45) });
        Assert.Empty(await store.FollowUps.FindDueAsync());

        time.Advance(TimeSpan.FromMinutes(46));
        Assert.Equal(owed.Id, Assert.Single(await store.FollowUps.FindDueAsync()).Id);
        var marked = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.FollowUps.MarkAsync(owed.Id, FollowUpMark.Reminded, owed.Opened.DueAt)));
        Assert.Single(marked, isFirst => isFirst);
        Assert.Empty(await store.FollowUps.FindDueAsync());

        await store.FollowUps.HandOverAsync(owed, Carol, Alice, "");
        Assert.Equal(FollowUpMark.None, Assert.Single(await store.FollowUps.FindDueAsync()).Mark);
        Assert.True(await store.FollowUps.MarkAsync(owed.Id, FollowUpMark.Reminded, owed.Opened.DueAt));

        time.Advance(TimeSpan.FromMinutes(15));
        Assert.True(await store.FollowUps.MarkAsync(owed.Id, FollowUpMark.Overdue, null));
        Assert.False(await store.FollowUps.MarkAsync(owed.Id, FollowUpMark.Overdue, null));
        Assert.Empty(await store.FollowUps.FindDueAsync());
        Assert.Equal(new FollowUpCounts(1, 1), await store.FollowUps.CountAsync());
    }

    private static NewFollowUp Owed(NewHandoff handoff, TimeProvider time, int hours = 2) => new()
    {
        Id = FollowUpId.Of(FollowUpKind.Callback, handoff.Id),
        Conversation = handoff.Conversation,
        Handoff = handoff.Id,
        Customer = handoff.Customer,
        Channel = handoff.Channel,
        Language = handoff.Language,
        Skill = handoff.Skill,
        Kind = FollowUpKind.Callback,
        Why = "asked to be called back",
        OpenedAt = time.GetUtcNow(),
        DueAt = time.GetUtcNow().AddHours(hours),
        Responsible = Carol,
        Contact = "020 7946 0100, after 5",
        Reference = Reference.Of(handoff.Id),
    };

    private static FollowUp Of(NewFollowUp opened) => new(opened, FollowUpState.Open);

    private static async Task<FollowUp> OpenAsync(Store store, NewFollowUp owed)
    {
        Assert.True(await store.FollowUps.OpenAsync(owed));
        return Of(owed);
    }

    private static async Task<(long Open, long Owed)> LedgerAsync(Store store, TimeProvider time)
    {
        var ledger = await store.Reports.ReadLedgerAsync(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        Assert.Equal(0, ledger.Difference);
        return (ledger.Open, ledger.FollowUpOwed);
    }
}
