using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;
using HandoffBot.Redis;
using HandoffBot.Redis.Agents;
using HandoffBot.Redis.Conversations;
using HandoffBot.Redis.Durability;
using HandoffBot.Redis.FollowUps;
using HandoffBot.Redis.Handoffs;
using HandoffBot.Redis.Outbox;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HandoffBot.Simulation.Tests;

/// <summary>One run of a server process: the product's own rules, stores and loops, wired to the stage. It begins with an empty memory and a clock of its own.</summary>
internal sealed class Node
{
    private readonly Stage _stage;
    private readonly OutboxSender _sender;
    private readonly OutboxStore _outbox;

    public Node(Stage stage, Life life, IDatabase database, Keys keys, TimeSpan skew, Recipient recipient)
    {
        (_stage, Life) = (stage, life);
        var time = new SkewedTime(stage.Time, skew);
        var options = Options.Create(new HandoffOptions());
        var wording = WordingKeys.All.ToDictionary(key => key, key => key);
        var dialogs = new DialogSet([Town.PayBill], new Dictionary<string, Wording> { ["en"] = new("en", wording) });
        Conversations = new ConversationStore(database, keys, Replicas.None, time);
        Handoffs = new HandoffStore(database, keys, Replicas.None, options, time);
        Agents = new AgentStore(database, keys, time);
        _outbox = new OutboxStore(database, keys, time);
        var followUpStore = new FollowUpStore(database, keys, Replicas.None, time);
        var plans = new FollowUpPlans(Options.Create(new FollowUpOptions()), options, new QueueHours(options), dialogs, time);
        var nudges = new NoNudges();
        var undelivered = new UndeliveredWords(_outbox, followUpStore, Handoffs, plans, nudges, time);
        _sender = new OutboxSender(_outbox, recipient, undelivered, time, NullLogger<OutboxSender>.Instance);
        // Nudges are all lost, and words go out by the outbox loop alone: what arrives does not rest on them.
        var delivery = new Delivery(nudges, new OutboxSender(new NothingDue(), recipient, undelivered, time, NullLogger<OutboxSender>.Instance));
        var followUps = new FollowUpActions(followUpStore, Conversations, plans, dialogs, delivery, time);
        var signals = new SignalPanel([new Town.Ear(SignalKind.HumanRequest), new Town.Ear(SignalKind.Stakes), new Town.SlowReader(stage, life)], new Town.Answers(), dialogs, time, NullLogger<SignalPanel>.Instance);
        Turns = new TurnHandler(Conversations, Handoffs, signals, dialogs, new PoliciesInForce(new RoutingPolicy()), delivery, followUps, time, NullLogger<TurnHandler>.Instance);
        Actions = new AgentActions(Handoffs, Conversations, dialogs, delivery, followUps, new WidePool());
        stage.Watch(RepeatAsync(ReclaimAsync));
        stage.Watch(RepeatAsync(PendingAsync));
        stage.Watch(RepeatAsync(OffersAsync));
        stage.Watch(RepeatAsync(SendAsync));
    }

    public Life Life { get; }
    public TurnHandler Turns { get; }
    public AgentActions Actions { get; }
    public IConversationStore Conversations { get; }
    public IHandoffStore Handoffs { get; }
    public IAgentStore Agents { get; }

    /// <summary>A request from outside. When the process dies under it, it fails as a broken connection does.</summary>
    public async Task<T> RequestAsync<T>(Func<Node, Task<T>> handle)
    {
        if (!Life.IsAlive)
        {
            throw new IOException("nobody listens");
        }

        var broken = new TaskCompletionSource<T>();
        Life.AtEnd(() => broken.TrySetException(new IOException("the connection broke")));
        return await await Task.WhenAny(handle(this), broken.Task);
    }

    /// <summary>A customer's message: recorded, acknowledged, then answered in the background.</summary>
    public async Task<Received> HearAsync(InboundMessage message)
    {
        var received = await Turns.ReceiveAsync(message);
        if (received.Snapshot is { } snapshot)
        {
            _stage.Watch(ReplyAsync(snapshot));
        }

        return received;
    }

    private async Task ReplyAsync(Snapshot snapshot)
    {
        try
        {
            await Turns.ReplyAsync(snapshot, CancellationToken.None);
        }
        catch (RedisTimeoutException)
        {
            // The pending loop's business, as in the server.
        }
    }

    private async Task RepeatAsync(Func<Task> pass)
    {
        while (true)
        {
            await _stage.SleepAsync(Life, TimeSpan.FromMilliseconds(700 + _stage.Random.Next(600)));
            try
            {
                await pass();
            }
            catch (RedisTimeoutException)
            {
                // The next pass tries again.
            }
        }
    }

    private async Task ReclaimAsync()
    {
        foreach (var handoff in await Handoffs.FindExpiredAsync())
        {
            await Actions.ReclaimAsync(handoff, handoff.Holder is { } holder ? await Agents.FindAsync(holder) : null);
        }
    }

    private async Task PendingAsync()
    {
        foreach (var overdue in await Conversations.FindOverdueRepliesAsync())
        {
            await Turns.HandOffOverdueAsync(overdue);
        }
    }

    private async Task OffersAsync()
    {
        var ready = (await Agents.ListAsync()).Where(agent => agent is { TakesOffers: true, Presence: Presence.Available } && agent.Load < agent.Capacity);
        foreach (var agent in ready.OrderBy(agent => (double)agent.Load / agent.Capacity))
        {
            await Handoffs.OfferNextAsync(agent);
        }
    }

    private async Task SendAsync()
    {
        foreach (var due in await _outbox.FindDueAsync())
        {
            await _sender.SendAsync(due);
        }
    }

    /// <summary>The stage's time as a machine's clock tells it.</summary>
    private sealed class SkewedTime(TimeProvider time, TimeSpan skew) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + skew;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
    }

    private sealed class NothingDue : IOutboxStore
    {
        public Task<OutboxBatch?> ClaimAsync(ConversationId id, DateTimeOffset until) => Task.FromResult<OutboxBatch?>(null);

        public Task AcknowledgeAsync(ConversationId id, long sentSeq, DateTimeOffset? retryAt) => Task.CompletedTask;

        public Task RecordUndeliveredAsync(ConversationId id, Undelivered undelivered) => Task.CompletedTask;

        public Task<IReadOnlyList<Undelivered>> ReadUndeliveredAsync(ConversationId id) => Task.FromResult<IReadOnlyList<Undelivered>>([]);

        public Task<IReadOnlyList<ConversationId>> FindDueAsync() => Task.FromResult<IReadOnlyList<ConversationId>>([]);
    }

    private sealed class NoNudges : INudges
    {
        public void Conversation(ConversationId id, bool queueChanged = false)
        {
        }

        public void Queue()
        {
        }

        public void Here(ConversationId id)
        {
        }

        public void Typing(ConversationId id)
        {
        }

        public INudgeSubscription Subscribe(ConversationId? conversation) => throw new NotSupportedException("Nobody listens in a simulation.");
    }
}
