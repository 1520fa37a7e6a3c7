using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests;

public sealed class OneVoiceOnRedis(RedisFixture stores) : OneVoiceTests(stores), IClassFixture<RedisFixture>;

public sealed class OneVoiceOnTheEmbeddedStore(EmbeddedFixture stores) : OneVoiceTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class OneVoiceOnACluster(ClusterFixture stores) : OneVoiceTests(stores), IClassFixture<ClusterFixture>;

/// <summary>The whole turn flow over a real store, with readers that the test lets go when it wants.</summary>
public abstract class OneVoiceTests(StoreFixture stores)
{
    private static readonly Dialog PayBill = new()
    {
        Id = "pay-bill",
        Language = "en",
        Title = "Paying",
        Examples = [],
        Stakes = DialogStakes.None,
        Skill = "billing",
        Steps = [],
        Answer = "Pay in the app.",
    };

    [Fact]
    public async Task A_bot_reply_computed_before_a_takeover_and_committed_after_it_is_refused()
    {
        var (store, time) = await stores.OpenAsync();
        var slow = new TaskCompletionSource();
        var id = ConversationId.New(time);

        var asked = await Handler(store, time, slow.Task).ReceiveAsync(Message(id, "1", "How do I pay?"));
        var late = Handler(store, time, slow.Task).ReplyAsync(asked.Snapshot!, CancellationToken.None);
        var wanted = await Handler(store, time, Task.CompletedTask).ReceiveAsync(Message(id, "2", "PERSON"));
        await Handler(store, time, Task.CompletedTask).ReplyAsync(wanted.Snapshot!, CancellationToken.None);
        var agent = await PresentAsync(store, "alice");
        var offer = await store.OfferNextAsync(agent);
        await store.Handoffs.AcceptAsync(offer.Handoff!, agent, offer.Handoff!.Lease!.Token, Notice("joined"));
        var before = (await store.Conversations.LoadAsync(id))!.Conversation;
        slow.SetResult();
        await late;

        var after = (await store.Conversations.LoadAsync(id))!;
        Assert.Equal((Owner.Agent, before.LastSeq), (after.Conversation.Owner, after.Conversation.LastSeq));
        Assert.Equal("joined", after.Recent[^1].Said.Text);
    }

    [Fact]
    public async Task Two_questions_in_a_breath_are_both_answered_once()
    {
        var (store, time) = await stores.OpenAsync();
        var id = ConversationId.New(time);
        var handler = Handler(store, time, Task.CompletedTask);

        var first = await handler.ReceiveAsync(Message(id, "1", "How do I pay?"));
        var second = await handler.ReceiveAsync(Message(id, "2", "And where?"));
        await Task.WhenAll(handler.ReplyAsync(first.Snapshot!, CancellationToken.None), handler.ReplyAsync(second.Snapshot!, CancellationToken.None));

        var turns = await store.Conversations.ReadTurnsAsync(id, 0);
        Assert.Equal([Speaker.Customer, Speaker.Customer, Speaker.Bot, Speaker.Bot], turns.Select(turn => turn.Said.Speaker));
        Assert.Equal([1, 2], (await store.Conversations.ReadDecisionsAsync(id)).Keys.Order());
    }

    [Fact]
    public async Task A_reply_that_never_came_is_handed_to_a_person_by_the_pending_loop()
    {
        var (store, time) = await stores.OpenAsync();
        var id = ConversationId.New(time);
        var handler = Handler(store, time, Task.CompletedTask);
        await handler.ReceiveAsync(Message(id, "1", "How do I pay?"));
        time.Advance(TurnHandler.ReplyWithin + TimeSpan.FromSeconds(1));

        foreach (var overdue in await store.Conversations.FindOverdueRepliesAsync())
        {
            await handler.HandOffOverdueAsync(overdue);
        }

        var (waiting, _) = await store.Handoffs.ListAsync(HandoffState.Waiting, null);
        Assert.Equal(ReasonCode.Failure, Assert.Single(Assert.Single(waiting).Opened.Reasons).Code);
        Assert.Empty(await store.Conversations.FindOverdueRepliesAsync());
    }

    [Fact]
    public async Task Customers_who_ask_at_the_same_moment_all_get_into_the_queue_and_each_later_one_is_told_the_true_place()
    {
        var (store, time) = await stores.OpenAsync();
        var handler = Handler(store, time, Task.CompletedTask);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskForPersonAsync()));

        time.Advance(TimeSpan.FromSeconds(1));
        var notice = await AskForPersonAsync();

        Assert.Equal(9, (await store.Handoffs.ListAsync(HandoffState.Waiting, null)).Total);
        Assert.Equal(9, notice.Position);

        async Task<HandoffNotice> AskForPersonAsync()
        {
            var received = await handler.ReceiveAsync(Message(ConversationId.New(time), "1", "PERSON"));
            await handler.ReplyAsync(received.Snapshot!, CancellationToken.None);
            return (await store.Conversations.ReadTurnsAsync(received.Snapshot!.Conversation.Id, 1))[0].Said.Handoff!;
        }
    }

    private static TurnHandler Handler(Store store, TimeProvider time, Task gate)
    {
        var texts = WordingKeys.All.ToDictionary(key => key, key => key);
        var dialogs = new DialogSet([PayBill], new Dictionary<string, Wording> { ["en"] = new("en", texts) });
        ISignalReader[] readers = [new GatedReader(SignalKind.HumanRequest, gate), new GatedReader(SignalKind.Stakes, Task.CompletedTask)];
        var signals = new SignalPanel(readers, new OneAnswer(), dialogs, time, NullLogger<SignalPanel>.Instance);
        var options = Options.Create(new HandoffOptions());
        var plans = new FollowUpPlans(Options.Create(new FollowUpOptions()), options, new QueueHours(options), dialogs, time);
        var undelivered = new UndeliveredWords(store.Outbox, store.FollowUps, store.Handoffs, plans, store.Nudges, time);
        var delivery = new Delivery(store.Nudges, new OutboxSender(store.Outbox, new NoConnector(), undelivered, time, NullLogger<OutboxSender>.Instance));
        var followUps = new FollowUpActions(store.FollowUps, store.Conversations, plans, dialogs, delivery, time);
        var policies = new PoliciesInForce(new RoutingPolicy());
        var turnsToPeople = new TurnsToPeople(store.Conversations, store.Handoffs, signals, dialogs, policies, delivery, followUps, time);
        return new TurnHandler(store.Conversations, store.Handoffs, signals, dialogs, policies, delivery, followUps, turnsToPeople, time, NullLogger<TurnHandler>.Instance);
    }

    private sealed class GatedReader(SignalKind kind, Task gate) : ISignalReader
    {
        public SignalKind Kind => kind;

        public async ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken)
        {
            await gate;
            return new Signal(kind, kind == SignalKind.HumanRequest && turn.Text == "PERSON" ? 1 : 0, 1);
        }
    }

    private sealed class OneAnswer : IAnswerFinder
    {
        public ValueTask<IReadOnlyList<FoundAnswer>> FindAsync(TurnContext turn, CancellationToken cancellationToken) => new([new FoundAnswer(PayBill, 0.9)]);
    }

    private sealed class NoConnector : IConnector
    {
        public Task<SendResult> SendAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken) => Task.FromResult(new SendResult(SendOutcome.Sent));
    }
}
