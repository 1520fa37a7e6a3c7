using HandoffBot.Core.Agents;
using HandoffBot.Core.Alerts;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Outages;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;
using HandoffBot.Redis;
using HandoffBot.Redis.Agents;
using HandoffBot.Redis.Alerts;
using HandoffBot.Redis.Conversations;
using HandoffBot.Redis.Durability;
using HandoffBot.Redis.FollowUps;
using HandoffBot.Redis.Handoffs;
using HandoffBot.Redis.Outbox;
using HandoffBot.Server.Agents;
using HandoffBot.Server.FollowUps;
using HandoffBot.Server.Handoffs;
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
    private readonly Machine _machine;
    private readonly Intake _intake;
    private readonly MachinePulse _pulse;
    private readonly WidePool _wide = new();
    private readonly Dictionary<AgentId, DateTimeOffset> _beats = [];

    public Node(Stage stage, Life life, Machine machine, IDatabase database, Keys keys, TimeSpan skew, Recipient recipient)
    {
        (_stage, Life, _machine, _pulse) = (stage, life, machine, new MachinePulse(machine));
        var time = new SkewedTime(stage.Time, skew);
        var options = Options.Create(Town.Handoffs);
        var wording = WordingKeys.All.ToDictionary(key => key, key => key);
        var dialogs = new DialogSet([Town.PayBill], new Dictionary<string, Wording> { ["en"] = new("en", wording) });
        Conversations = new ConversationStore(database, keys, Replicas.None, time);
        Handoffs = new HandoffStore(database, keys, Replicas.None, options, time);
        Agents = new AgentStore(database, keys, time);
        _outbox = new OutboxStore(database, keys, time);
        FollowUps = new FollowUpStore(database, keys, Replicas.None, time);
        var (hours, owed) = (new QueueHours(options), Options.Create(Town.FollowUps));
        var plans = new FollowUpPlans(owed, options, hours, dialogs, time);
        var nudges = new NoNudges();
        var undelivered = new UndeliveredWords(_outbox, FollowUps, Handoffs, plans, nudges, time);
        _sender = new OutboxSender(_outbox, recipient, undelivered, time, NullLogger<OutboxSender>.Instance);
        // Nudges are all lost, and words go out by the outbox loop alone: what arrives does not rest on them.
        var delivery = new Delivery(nudges, new OutboxSender(new NothingDue(), recipient, undelivered, time, NullLogger<OutboxSender>.Instance));
        Promises = new FollowUpActions(FollowUps, Conversations, plans, dialogs, delivery, time);
        var signals = new SignalPanel([new Town.Ear(SignalKind.HumanRequest), new Town.Ear(SignalKind.Stakes), new Town.SlowReader(stage, life)], new Town.Answers(), dialogs, time, NullLogger<SignalPanel>.Instance);
        var policies = new PoliciesInForce(new RoutingPolicy());
        var turnsToPeople = new TurnsToPeople(Conversations, Handoffs, signals, dialogs, policies, delivery, Promises, time);
        Turns = new TurnHandler(Conversations, Handoffs, signals, dialogs, policies, delivery, Promises, turnsToPeople, time, NullLogger<TurnHandler>.Instance);
        Actions = new AgentActions(Handoffs, Conversations, dialogs, delivery, Promises, _wide);
        _intake = new Intake(Turns, new MachineSpool(stage, life, machine), _pulse, time);
        var (promise, alerts, agentOptions) = (new WaitPromise(hours, options), new AlertRaiser(new AlertStore(database, keys, time), Options.Create(new AlertOptions())), Options.Create(new AgentOptions()));
        var overdueStore = new OverdueStore(database, keys, time);
        var overdue = new OverdueActions(overdueStore, Handoffs, Conversations, promise, Promises, alerts, dialogs, delivery, hours, options, time);
        // The product's own loops, but for those that draw by chance or work in parallel.
        var reclaim = new ReclaimLoop(Handoffs, Agents, Actions, nudges, options, agentOptions, time, NullLogger<ReclaimLoop>.Instance);
        var presence = new PresenceLoop(Agents, Handoffs, Actions, nudges, agentOptions, time, NullLogger<PresenceLoop>.Instance);
        var waits = new OverdueLoop(overdueStore, Handoffs, overdue, promise, _wide, options, time, NullLogger<OverdueLoop>.Instance);
        var followUps = new FollowUpLoop(FollowUps, Handoffs, alerts, nudges, owed, time, NullLogger<FollowUpLoop>.Instance);
        stage.Watch(RepeatAsync(_pulse.LookAsync, every: 1));
        stage.Watch(RepeatAsync(() => reclaim.PassAsync(CancellationToken.None), every: 1));
        stage.Watch(RepeatAsync(PendingAsync, every: 1));
        stage.Watch(RepeatAsync(OffersAsync, every: 1));
        stage.Watch(RepeatAsync(SendAsync, every: 1));
        stage.Watch(RepeatAsync(DrainAsync, every: 1));
        stage.Watch(RepeatAsync(() => presence.PassAsync(CancellationToken.None), every: 5));
        stage.Watch(RepeatAsync(() => waits.PassAsync(CancellationToken.None), every: 4));
        stage.Watch(RepeatAsync(() => followUps.PassAsync(CancellationToken.None), every: 5));
    }

    public Life Life { get; }
    public TurnHandler Turns { get; }
    public AgentActions Actions { get; }
    public IConversationStore Conversations { get; }
    public IHandoffStore Handoffs { get; }
    public IAgentStore Agents { get; }
    public IFollowUpStore FollowUps { get; }
    public FollowUpActions Promises { get; }

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

    /// <summary>A sign of an agent, as every call of theirs is; the store hears of it now and then only.</summary>
    /// <returns>Whether the store has heard of it just now.</returns>
    public async Task<bool> BeatAsync(AgentId agent)
    {
        if (_beats.TryGetValue(agent, out var last) && _stage.Time.GetUtcNow() - last < new AgentOptions().GoneAfter / 8)
        {
            return false;
        }

        await Agents.TouchAsync(agent);
        _beats[agent] = _stage.Time.GetUtcNow();
        return true;
    }

    /// <summary>A customer's message: recorded or kept on disk, acknowledged, then answered in the background.</summary>
    public async Task<Received> HearAsync(InboundMessage message)
    {
        var received = await _intake.ReceiveAsync(message);
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

    /// <param name="every">Seconds.</param>
    private async Task RepeatAsync(Func<Task> pass, int every)
    {
        while (true)
        {
            await _stage.SleepAsync(Life, TimeSpan.FromMilliseconds(every * (700 + _stage.Random.Next(600))));
            try
            {
                await pass();
            }
            catch (Exception failed) when (failed is RedisTimeoutException || failed.InnerException is RedisTimeoutException)
            {
                // The next pass tries again.
            }
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
            await Handoffs.OfferNextAsync(_wide.For(agent));
        }
    }

    /// <summary>As the product's spool loop does it: what is on disk is deleted only once all of it is in the store.</summary>
    private async Task DrainAsync()
    {
        if (_pulse.IsAway || _machine.Disk.Count == 0)
        {
            return;
        }

        var messages = _machine.Disk.ToList();
        var latest = new Dictionary<ConversationId, Snapshot>();
        foreach (var message in messages)
        {
            if (((await Turns.ReceiveAsync(message)).Snapshot ?? await Conversations.LoadAsync(message.Conversation)) is { } snapshot)
            {
                latest[message.Conversation] = snapshot;
            }
        }

        _machine.Disk.RemoveAll(messages.Contains);
        foreach (var snapshot in latest.Values)
        {
            _stage.Watch(ReplyAsync(snapshot));
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
