using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests;

public sealed class HandoffStoreOnRedis(RedisFixture stores) : HandoffStoreTests(stores), IClassFixture<RedisFixture>;

public sealed class HandoffStoreOnTheEmbeddedStore(EmbeddedFixture stores) : HandoffStoreTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class HandoffStoreOnACluster(ClusterFixture stores) : HandoffStoreTests(stores), IClassFixture<ClusterFixture>;

public abstract class HandoffStoreTests(StoreFixture stores)
{
    [Fact]
    public async Task Fifty_agents_want_one_handoff_and_one_gets_it()
    {
        var (store, time) = await stores.OpenAsync();
        var handoff = await EnqueueAsync(store, time);
        var agents = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => PresentAsync(store, $"agent{i}")));

        var offers = await Task.WhenAll(agents.Select((agent, i) => i % 2 == 0 ? store.OfferNextAsync(agent) : store.Handoffs.OfferAsync(handoff.Id, agent)));

        Assert.Single(offers, offer => offer.Outcome == OfferOutcome.Offered);
        Assert.All(offers, offer => Assert.Contains(offer.Outcome, new[] { OfferOutcome.Offered, OfferOutcome.NoWork, OfferOutcome.AlreadyTaken }));
        Assert.Equal(1, (await store.Agents.ListAsync()).Sum(agent => agent.Load));
    }

    [Fact]
    public async Task The_longest_waiting_comes_first_and_priority_is_a_head_start()
    {
        var (store, time) = await stores.OpenAsync();
        var agent = await PresentAsync(store, "alice", 9);
        var early = await EnqueueAsync(store, time, "billing");
        time.Advance(TimeSpan.FromMinutes(1));
        var late = await EnqueueAsync(store, time);
        time.Advance(TimeSpan.FromMinutes(1));
        var high = await EnqueueAsync(store, time, priority: Priority.High);
        var crisis = await EnqueueAsync(store, time, priority: Priority.Crisis);

        var order = new List<HandoffId>();
        while (await store.OfferNextAsync(agent) is { Outcome: OfferOutcome.Offered } offer)
        {
            order.Add(offer.Handoff!.Id);
        }

        Assert.Equal([crisis.Id, high.Id, early.Id, late.Id], order);
    }

    [Fact]
    public async Task Who_says_that_more_is_at_stake_comes_before_those_who_asked_earlier()
    {
        var (store, time) = await stores.OpenAsync();
        var agent = await PresentAsync(store, "alice", 9);
        var early = await EnqueueAsync(store, time);
        time.Advance(TimeSpan.FromMinutes(1));
        var grave = await EnqueueAsync(store, time);
        var raised = grave with { Priority = Priority.Crisis, Stakes = Stakes.SelfHarmOrSafety, Reasons = [new Reason(ReasonCode.HighStakes, "the end") { Stakes = Stakes.SelfHarmOrSafety }, .. grave.Reasons] };

        Assert.True(await store.Handoffs.RaiseAsync(grave.Ref(), raised, Notice("you are next")));
        Assert.False(await store.Handoffs.RaiseAsync(grave.Ref(), raised, Notice("you are next")));
        Assert.False(await store.Handoffs.RaiseAsync(grave.Ref(), grave, Notice("not back")));

        var first = (await store.OfferNextAsync(agent)).Handoff!;
        Assert.Equal((grave.Id, Priority.Crisis, Stakes.SelfHarmOrSafety), (first.Id, first.Opened.Priority, first.Opened.Stakes));
        Assert.Equal("you are next", Assert.Single((await store.Conversations.LoadAsync(grave.Conversation))!.Recent, turn => turn.Said.Text is "you are next" or "not back").Said.Text);
        Assert.Contains(await store.Handoffs.ReadTrailAsync(grave.Id), entry => entry is { What: "raised", Who: "customer", Why: "SelfHarmOrSafety" });
        Assert.Equal(early.Id, (await store.OfferNextAsync(agent)).Handoff!.Id);
    }

    [Fact]
    public async Task Whoever_is_in_danger_is_told_once_where_help_is_though_their_handoff_was_first_already()
    {
        var (store, time) = await stores.OpenAsync();
        var crisis = await EnqueueAsync(store, time, priority: Priority.Crisis);
        var danger = crisis with { Stakes = Stakes.SelfHarmOrSafety };

        Assert.True(await store.Handoffs.RaiseAsync(crisis.Ref(), danger, Notice("help")));
        Assert.False(await store.Handoffs.RaiseAsync(crisis.Ref(), danger, Notice("help")));

        Assert.Single((await store.Conversations.LoadAsync(crisis.Conversation))!.Recent, turn => turn.Said.Text == "help");
        Assert.Equal(Stakes.SelfHarmOrSafety, (await store.Handoffs.FindAsync(crisis.Id))!.Opened.Stakes);
    }

    [Fact]
    public async Task What_was_raised_while_it_was_offered_comes_back_to_its_new_place()
    {
        var (store, time) = await stores.OpenAsync();
        var (alice, bob) = (await PresentAsync(store, "alice", 9), await PresentAsync(store, "bob", 9));
        var early = await EnqueueAsync(store, time);
        time.Advance(TimeSpan.FromMinutes(1));
        var grave = await EnqueueAsync(store, time);
        var token = (await store.Handoffs.OfferAsync(grave.Id, alice)).Handoff!.Lease!.Token;

        Assert.True(await store.Handoffs.RaiseAsync(grave.Ref(), grave with { Priority = Priority.Urgent }, Notice("ahead")));
        Assert.Equal(LeaseOutcome.Done, (await store.Handoffs.ReturnAsync(grave.Ref(), alice, token, null)).Outcome);

        Assert.Equal(grave.Id, (await store.OfferNextAsync(bob)).Handoff!.Id);
        Assert.Equal(early.Id, (await store.OfferNextAsync(bob)).Handoff!.Id);
    }

    [Fact]
    public async Task Only_present_agents_with_room_and_the_skill_get_work()
    {
        var (store, time) = await stores.OpenAsync();
        await EnqueueAsync(store, time, "billing");
        await EnqueueAsync(store, time, "billing");
        var away = new AgentId("away");
        await store.Agents.SetAsync(new Agent(away, "Away", Presence.Away, ["billing"], 3, true));
        var other = await PresentAsync(store, "other", 3, "fraud");
        var busy = await PresentAsync(store, "busy", 1);

        Assert.Equal(OfferOutcome.NotPresent, (await store.OfferNextAsync(away)).Outcome);
        Assert.Equal(OfferOutcome.NotPresent, (await store.OfferNextAsync(new AgentId("nobody"))).Outcome);
        Assert.Equal(OfferOutcome.NoWork, (await store.OfferNextAsync(other)).Outcome);
        Assert.Equal(OfferOutcome.Offered, (await store.OfferNextAsync(busy)).Outcome);
        Assert.Equal(OfferOutcome.NoRoom, (await store.OfferNextAsync(busy)).Outcome);
    }

    [Fact]
    public async Task Capacity_holds_when_one_agent_asks_many_times_at_once()
    {
        var (store, time) = await stores.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => EnqueueAsync(store, time)));
        var agent = await PresentAsync(store, "alice", 4);

        var offers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.OfferNextAsync(agent)));

        Assert.InRange(offers.Count(offer => offer.Outcome == OfferOutcome.Offered), 1, 4);
        while ((await store.OfferNextAsync(agent)).Outcome == OfferOutcome.Offered)
        {
        }

        Assert.Equal(4, (await store.Handoffs.ListAsync(HandoffState.Offered, null)).Total);
        Assert.Equal(4, (await store.Agents.FindAsync(agent))!.Load);
    }

    [Fact]
    public async Task Accepting_makes_the_agent_the_owner_once()
    {
        var (store, time) = await stores.OpenAsync();
        var (handoff, agent, token) = await HoldAsync(store, time);

        var again = await store.Handoffs.AcceptAsync(handoff.Ref(), agent, token, Notice("joined"));

        Assert.Equal((LeaseOutcome.Done, 3), (again.Outcome, again.Seq));
        var snapshot = (await store.Conversations.LoadAsync(handoff.Conversation))!;
        Assert.Equal((Owner.Agent, agent), (snapshot.Conversation.Owner, snapshot.Conversation.Agent!.Value));
        Assert.Single(snapshot.Recent, turn => turn.Said.Text == "joined");
        Assert.Equal(HandoffState.Held, (await store.Handoffs.FindAsync(handoff.Id))!.State);
    }

    [Fact]
    public async Task A_wrong_token_an_expired_offer_and_an_unknown_handoff_are_refused()
    {
        var (store, time) = await stores.OpenAsync();
        var handoff = await EnqueueAsync(store, time);
        var agent = await PresentAsync(store, "alice");
        var offer = await store.Handoffs.OfferAsync(handoff.Id, agent);

        Assert.Equal(LeaseOutcome.LeaseLost, (await store.Handoffs.AcceptAsync(handoff.Ref(), agent, "wrong", Notice("x"))).Outcome);
        Assert.Equal(LeaseOutcome.LeaseLost, (await store.Handoffs.AcceptAsync(handoff.Ref(), new AgentId("bob"), offer.Handoff!.Lease!.Token, Notice("x"))).Outcome);
        Assert.Equal(LeaseOutcome.Unknown, (await store.Handoffs.AcceptAsync((handoff with { Id = new HandoffId("none") }).Ref(), agent, "x", Notice("x"))).Outcome);
        Assert.Equal(OfferOutcome.Unknown, (await store.Handoffs.OfferAsync(new HandoffId("none"), agent)).Outcome);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(LeaseOutcome.LeaseLost, (await store.Handoffs.AcceptAsync(handoff.Ref(), agent, offer.Handoff.Lease.Token, Notice("x"))).Outcome);
    }

    [Fact]
    public async Task A_declined_handoff_keeps_its_place_and_passes_that_agent_over_for_a_while()
    {
        var (store, time) = await stores.OpenAsync();
        var first = await EnqueueAsync(store, time);
        time.Advance(TimeSpan.FromSeconds(1));
        var second = await EnqueueAsync(store, time);
        var (alice, bob) = (await PresentAsync(store, "alice"), await PresentAsync(store, "bob"));
        var offer = await store.OfferNextAsync(alice);

        await store.Handoffs.ReturnAsync(first.Ref(), alice, offer.Handoff!.Lease!.Token, null);

        Assert.Equal(1, (await store.Handoffs.FindAsync(first.Id))!.Position);
        Assert.Equal(second.Id, (await store.OfferNextAsync(alice)).Handoff!.Id);
        Assert.Equal(OfferOutcome.NoWork, (await store.OfferNextAsync(alice)).Outcome);
        Assert.Equal(first.Id, (await store.OfferNextAsync(bob)).Handoff!.Id);
        await store.Handoffs.ReturnAsync(first.Ref(), bob, (await store.Handoffs.FindAsync(first.Id))!.Lease!.Token, null);
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(first.Id, (await store.OfferNextAsync(alice)).Handoff!.Id);
    }

    [Fact]
    public async Task An_agent_who_vanishes_loses_the_handoff_to_the_queue_at_its_original_place()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, agent, token) = await HoldAsync(store, time);
        time.Advance(TimeSpan.FromSeconds(1));
        await EnqueueAsync(store, time);
        Assert.Empty(await store.Handoffs.FindExpiredAsync());
        Assert.Equal(LeaseOutcome.LeaseLost, (await store.Handoffs.ReclaimAsync(held.Ref(), token, Notice("lost"))).Outcome);

        time.Advance(TimeSpan.FromMinutes(10));
        var expired = Assert.Single(await store.Handoffs.FindExpiredAsync());
        var reclaimed = await store.Handoffs.ReclaimAsync(expired, expired.Lease!.Token, Notice("lost"));

        Assert.Equal(LeaseOutcome.Done, reclaimed.Outcome);
        var handoff = (await store.Handoffs.FindAsync(held.Id))!;
        Assert.Equal((HandoffState.Waiting, 1L, null), (handoff.State, handoff.Position, handoff.Holder));
        Assert.Equal(0, (await store.Agents.FindAsync(agent))!.Load);
        Assert.Equal(Owner.Queue, (await store.Conversations.LoadAsync(held.Conversation))!.Conversation.Owner);
        Assert.Equal(LeaseOutcome.LeaseLost, (await store.Handoffs.SayAsync(held.Ref(), agent, token, new Utterance { Speaker = Speaker.Agent, Text = "late", MessageId = "m" })).Outcome);
        Assert.Equal(LeaseOutcome.LeaseLost, (await store.Handoffs.RenewAsync(held.Ref(), agent, token)).Outcome);
    }

    [Fact]
    public async Task A_held_handoff_is_looked_at_when_its_offer_would_be_over_and_then_when_its_lease_is()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, _, _) = await HoldAsync(store, time);
        var lease = (await store.Handoffs.FindAsync(held.Id))!.Lease!;
        var leases = store.Keys.Of(held.Id).Leases;
        var offerOver = await store.Database.SortedSetScoreAsync(leases, held.Id.Value);

        time.Advance(TimeSpan.FromSeconds(46));
        Assert.Empty(await store.Handoffs.FindExpiredAsync());

        Assert.True(offerOver < lease.Until.ToUnixTimeMilliseconds());
        Assert.Equal(lease.Until.ToUnixTimeMilliseconds(), await store.Database.SortedSetScoreAsync(leases, held.Id.Value));
        time.Advance(lease.Until - time.GetUtcNow());
        Assert.Equal(held.Id, Assert.Single(await store.Handoffs.FindExpiredAsync()).Id);
    }

    [Fact]
    public async Task An_answer_counts_under_the_day_of_asking_in_the_ledger_and_at_its_instant_in_the_waits()
    {
        var (store, time) = await stores.OpenAsync();
        await EnqueueAsync(store, time);
        var asked = time.GetUtcNow();
        time.Advance(TimeSpan.FromDays(2));
        var offer = await store.OfferNextAsync(await PresentAsync(store, "alice"));
        await store.Handoffs.AcceptAsync(offer.Handoff!, new("alice"), offer.Handoff!.Lease!.Token, Notice("at last"));

        Assert.Equal(1, (await store.Reports.ReadLedgerAsync(DateOnly.FromDateTime(asked.UtcDateTime))).Answered);
        Assert.Equal(0, (await store.Reports.ReadLedgerAsync(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))).Answered);
        Assert.Equal(172_800, Assert.Single(await store.Reports.ReadTimesToHumanAsync(time.GetUtcNow().AddHours(-1), time.GetUtcNow().AddHours(1))));
        Assert.Empty(await store.Reports.ReadTimesToHumanAsync(asked.AddHours(-1), asked.AddHours(1)));
        Assert.Equal(172_800, Assert.Single(await store.Handoffs.ReadWaitsAsync("general")));
    }

    [Fact]
    public async Task Renewing_and_speaking_keep_the_lease_alive()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, agent, token) = await HoldAsync(store, time);
        for (var i = 0; i < 3; i++)
        {
            time.Advance(TimeSpan.FromSeconds(100));
            Assert.Equal(LeaseOutcome.Done, (await store.Handoffs.RenewAsync(held.Ref(), agent, token)).Outcome);
            time.Advance(TimeSpan.FromSeconds(100));
            Assert.Equal(LeaseOutcome.Done, (await store.Handoffs.SayAsync(held.Ref(), agent, token, new Utterance { Speaker = Speaker.Agent, Text = "here", MessageId = $"m{i}" })).Outcome);
        }

        Assert.Empty(await store.Handoffs.FindExpiredAsync());
    }

    [Fact]
    public async Task An_agents_repeated_message_is_said_once_and_cannot_collide_with_the_customers_ids()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, agent, token) = await HoldAsync(store, time);
        var words = new Utterance { Speaker = Speaker.Agent, Name = "Alice", Text = "Hello", MessageId = "1" };

        var said = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.Handoffs.SayAsync(held.Ref(), agent, token, words)));

        Assert.All(said, one => Assert.Equal((LeaseOutcome.Done, 4), (one.Outcome, one.Seq)));
        Assert.Single(await store.Conversations.ReadTurnsAsync(held.Conversation, 0), turn => turn.Said.Speaker == Speaker.Agent);
    }

    [Fact]
    public async Task Closing_gives_the_conversation_back_to_the_bot_and_is_final()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, agent, token) = await HoldAsync(store, time);
        var memory = new BotMemory { AskedSolved = held.Id.Value };

        var closed = await store.Handoffs.CloseAsync(held.Ref(), agent, token, Resolution.Solved, "done", [Notice("ended"), Bot("Solved?")], memory);
        var again = await store.Handoffs.CloseAsync(held.Ref(), agent, token, Resolution.Solved, "done", [Notice("ended"), Bot("Solved?")], memory);

        Assert.Equal((LeaseOutcome.Done, LeaseOutcome.Done), (closed.Outcome, again.Outcome));
        var snapshot = (await store.Conversations.LoadAsync(held.Conversation))!;
        Assert.Equal((Owner.Bot, held.Id.Value, null), (snapshot.Conversation.Owner, snapshot.Conversation.Memory.AskedSolved, snapshot.Conversation.Handoff));
        Assert.Empty(snapshot.Unanswered);
        Assert.Single(snapshot.Recent, turn => turn.Said.Text == "Solved?");
        var handoff = (await store.Handoffs.FindAsync(held.Id))!;
        Assert.Equal((HandoffState.Closed, Resolution.Solved), (handoff.State, handoff.Resolution));
        Assert.Equal(LeaseOutcome.LeaseLost, (await store.Handoffs.SayAsync(held.Ref(), agent, token, new Utterance { Speaker = Speaker.Agent, Text = "late", MessageId = "m" })).Outcome);
        Assert.Equal(0, (await store.Agents.FindAsync(agent))!.Load);
    }

    [Fact]
    public async Task A_customer_can_leave_the_line_but_not_a_person()
    {
        var (store, time) = await stores.OpenAsync();
        var waiting = await EnqueueAsync(store, time);
        var (held, _, _) = await HoldAsync(store, time);

        Assert.True(await store.WithdrawAsync(waiting.Ref(), [Notice("left")]));
        Assert.False(await store.WithdrawAsync(waiting.Ref(), [Notice("left")]));
        Assert.False(await store.WithdrawAsync(held.Ref(), [Notice("left")]));
        Assert.Equal(Owner.Bot, (await store.Conversations.LoadAsync(waiting.Conversation))!.Conversation.Owner);
        Assert.Equal(Resolution.CustomerWithdrew, (await store.Handoffs.FindAsync(waiting.Id))!.Resolution);
    }

    [Fact]
    public async Task A_customer_who_types_on_has_not_left_the_line()
    {
        var (store, time) = await stores.OpenAsync();
        var waiting = await EnqueueAsync(store, time);
        var confirmed = (await store.Conversations.LoadAsync(waiting.Conversation))!.Conversation.Version;
        await store.Conversations.ReceiveAsync(Message(waiting.Conversation, "2", "wait, no, somebody has stolen my card"), "en", time.GetUtcNow());

        Assert.False(await store.Handoffs.WithdrawAsync(waiting.Ref(), confirmed, [Notice("left")]));

        Assert.Equal(HandoffState.Waiting, (await store.Handoffs.FindAsync(waiting.Id))!.State);
        Assert.Equal("wait, no, somebody has stolen my card", (await store.Conversations.LoadAsync(waiting.Conversation))!.Recent[^1].Said.Text);
    }

    [Fact]
    public async Task A_transfer_to_a_skill_keeps_the_place_and_one_to_a_person_needs_room_there()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, alice, token) = await HoldAsync(store, time);
        await store.Agents.SetAsync(new Agent(new AgentId("bob"), "Bob", Presence.Available, ["billing"], 1, false));

        Assert.Equal(LeaseOutcome.TargetUnavailable, (await store.Handoffs.TransferAsync(held.Ref(), alice, token, TransferTarget.ToAgent(new AgentId("nobody")), Notice("t"), "")).Outcome);
        Assert.Equal(LeaseOutcome.Done, (await store.Handoffs.TransferAsync(held.Ref(), alice, token, TransferTarget.ToAgent(new AgentId("bob")), Notice("t"), "")).Outcome);
        var offered = (await store.Handoffs.FindAsync(held.Id))!;
        Assert.Equal((HandoffState.Offered, "bob"), (offered.State, offered.Holder!.Value.Value));
        Assert.Equal(LeaseOutcome.LeaseLost, (await store.Handoffs.RenewAsync(held.Ref(), alice, token)).Outcome);
        await store.Handoffs.AcceptAsync(held.Ref(), new AgentId("bob"), offered.Lease!.Token, Notice("joined"));
        Assert.Equal(LeaseOutcome.Done, (await store.Handoffs.TransferAsync(held.Ref(), new AgentId("bob"), offered.Lease.Token, TransferTarget.ToSkill("billing"), Notice("t"), "")).Outcome);
        var waiting = (await store.Handoffs.FindAsync(held.Id))!;
        Assert.Equal((HandoffState.Waiting, "billing", 1L), (waiting.State, waiting.Skill, waiting.Position));
        Assert.Equal([0, 0], (await store.Agents.ListAsync()).Select(agent => agent.Load));
    }

    [Fact]
    public async Task A_transfer_to_a_person_leaves_the_skill_as_it_is_however_old_the_givers_copy()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, alice, token) = await HoldAsync(store, time);
        var (bob, carol) = (await PresentAsync(store, "bob"), await PresentAsync(store, "carol"));
        await store.Handoffs.TransferAsync(held.Ref(), alice, token, TransferTarget.ToSkill("billing"), Notice("t"), "");
        var offered = (await store.Handoffs.OfferAsync(held.Id, bob)).Handoff!;
        await store.Handoffs.AcceptAsync(held.Ref(), bob, offered.Lease!.Token, Notice("joined"));

        await store.Handoffs.TransferAsync(held.Ref(), bob, offered.Lease.Token, TransferTarget.ToAgent(carol), Notice("t"), "");

        Assert.Equal("billing", (await store.Handoffs.FindAsync(held.Id))!.Skill);
    }

    [Fact]
    public async Task Who_closes_after_the_customer_has_left_is_told_that_they_were_too_late()
    {
        var (store, time) = await stores.OpenAsync();
        var (waiting, alice) = (await EnqueueAsync(store, time), await PresentAsync(store, "alice"));
        var token = (await store.Handoffs.OfferAsync(waiting.Id, alice)).Handoff!.Lease!.Token;
        await store.WithdrawAsync(waiting.Ref(), [Notice("left")]);

        var closed = await store.Handoffs.CloseAsync(waiting.Ref(), alice, token, Resolution.Solved, "", [Bot("solved?")], BotMemory.Empty);

        Assert.Equal(LeaseOutcome.LeaseLost, closed.Outcome);
    }

    [Fact]
    public async Task Lists_show_each_state_in_order_with_places()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, _, _) = await HoldAsync(store, time);
        var first = await EnqueueAsync(store, time, "billing");
        time.Advance(TimeSpan.FromSeconds(1));
        var second = await EnqueueAsync(store, time);

        var (waiting, total) = await store.Handoffs.ListAsync(HandoffState.Waiting, null);
        var (billing, _) = await store.Handoffs.ListAsync(HandoffState.Waiting, "billing");
        var (mine, _) = await store.Handoffs.ListAsync(HandoffState.Held, null);

        Assert.Equal(2, total);
        Assert.Equal([first.Id, second.Id], waiting.Select(handoff => handoff.Id));
        Assert.Equal([1L, 1L], waiting.Select(handoff => handoff.Position!.Value));
        Assert.Equal([first.Id], billing.Select(handoff => handoff.Id));
        Assert.Equal([held.Id], mine.Select(handoff => handoff.Id));
    }

    [Fact]
    public async Task The_ledger_accounts_for_every_handoff_wherever_it_is()
    {
        var (store, time) = await stores.OpenAsync();
        await EnqueueAsync(store, time);
        var withdrawn = await EnqueueAsync(store, time);
        await store.WithdrawAsync(withdrawn.Ref(), []);
        var (returned, bob, token) = await HoldAsync(store, time, "bob");
        await store.Handoffs.ReturnAsync(returned.Ref(), bob, token, Notice("back"));
        var (closed, agent, closeToken) = await HoldAsync(store, time);
        await store.Handoffs.CloseAsync(closed.Ref(), agent, closeToken, Resolution.Solved, "", [], BotMemory.Empty);

        var ledger = await store.Reports.ReadLedgerAsync(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var counts = await store.Reports.CountAsync(time.GetUtcNow().AddHours(-1), time.GetUtcNow().AddHours(1), "reason");

        Assert.Equal((4, 2, 1, 0, 1, 0), (ledger.Opened, ledger.Answered, ledger.Withdrawn, ledger.FollowUpOwed, ledger.Open, ledger.Difference));
        Assert.Equal((4, 4, 2, 1), (counts.Conversations, counts.HandedOff, counts.Closed, counts.Withdrawn));
        Assert.Equal(4, counts.Groups["human_request"].HandedOff);
        Assert.Equal(2, (await store.Reports.ReadTimesToHumanAsync(time.GetUtcNow().AddHours(-1), time.GetUtcNow().AddHours(1))).Count);
    }

    [Fact]
    public async Task Waits_are_held_against_what_was_told()
    {
        var (store, time) = await stores.OpenAsync();
        var from = time.GetUtcNow();
        var told = new WaitEstimate(90, 230, 9);
        foreach (var minutes in new[] { 1, 2, 4, 5 })
        {
            var handoff = await EnqueueAsync(store, time, change: it => it with { ToldWait = told });
            var agent = await PresentAsync(store, "alice", 9);
            time.Advance(TimeSpan.FromMinutes(minutes));
            var offer = await store.Handoffs.OfferAsync(handoff.Id, agent);
            await store.Handoffs.AcceptAsync(offer.Handoff!, agent, offer.Handoff!.Lease!.Token, Notice("joined"));
        }

        await HoldAsync(store, time, "bob");

        Assert.Equal(new Core.Reports.EstimateCounts(Within: 2, Sooner: 1, Later: 1), await store.Reports.CountEstimatesAsync(from, time.GetUtcNow().AddMinutes(1)));
        Assert.Equal(new Core.Reports.EstimateCounts(0, 0, 0), await store.Reports.CountEstimatesAsync(from.AddHours(-2), from));
        Assert.Equal(5, (await store.Handoffs.ReadWaitsAsync("general")).Count);
    }

    [Fact]
    public async Task The_outbox_hands_out_unsent_words_in_order_to_one_sender_and_remembers_what_was_sent()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, agent, token) = await HoldAsync(store, time, address: Teams);
        Assert.Equal([held.Conversation], await store.Outbox.FindDueAsync());

        var claims = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.Outbox.ClaimAsync(held.Conversation, time.GetUtcNow().AddSeconds(30))));

        var batch = Assert.Single(claims, claim => claim is not null)!;
        Assert.Equal(["A colleague will.", "joined"], batch.Turns.Select(turn => turn.Said.Text));
        await store.Outbox.AcknowledgeAsync(held.Conversation, 2, time.GetUtcNow().AddSeconds(5));
        Assert.Null(await store.Outbox.ClaimAsync(held.Conversation, time.GetUtcNow().AddSeconds(30)));
        time.Advance(TimeSpan.FromSeconds(6));
        var rest = (await store.Outbox.ClaimAsync(held.Conversation, time.GetUtcNow().AddSeconds(30)))!;
        Assert.Equal(("joined", 1), (Assert.Single(rest.Turns).Said.Text, rest.Attempts));
        await store.Handoffs.SayAsync(held.Ref(), agent, token, new Utterance { Speaker = Speaker.Agent, Text = "while sending", MessageId = "m" });
        await store.Outbox.AcknowledgeAsync(held.Conversation, rest.LastSeq, null);
        var last = (await store.Outbox.ClaimAsync(held.Conversation, time.GetUtcNow().AddSeconds(30)))!;
        Assert.Equal("while sending", Assert.Single(last.Turns).Said.Text);
        await store.Outbox.AcknowledgeAsync(held.Conversation, last.LastSeq, null);
        Assert.Empty(await store.Outbox.FindDueAsync());
    }

    [Fact]
    public async Task Words_that_a_channel_refused_are_remembered_by_turn_and_the_first_note_stays()
    {
        var (store, time) = await stores.OpenAsync();
        var id = ConversationId.New(time);
        var first = new Undelivered(12, time.GetUtcNow(), Refusal.Blocked, "the connector answered 403");

        await store.Outbox.RecordUndeliveredAsync(id, first);
        await store.Outbox.RecordUndeliveredAsync(id, first with { Why = Refusal.Gone });
        await store.Outbox.RecordUndeliveredAsync(id, new Undelivered(3, time.GetUtcNow(), Refusal.TooLong, null));

        Assert.Equal([new Undelivered(3, time.GetUtcNow(), Refusal.TooLong, null), first], await store.Outbox.ReadUndeliveredAsync(id));
        Assert.Empty(await store.Outbox.ReadUndeliveredAsync(ConversationId.New(time)));
    }
}
