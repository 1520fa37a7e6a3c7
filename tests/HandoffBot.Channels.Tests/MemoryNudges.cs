using System.Threading.Channels;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Channels.Tests;

/// <summary>Nudges within the process. Can be muted, since nudges may be lost.</summary>
internal sealed class MemoryNudges(TimeProvider time) : INudges, IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Subscription> _subscriptions = [];

    public bool AreLost { get; set; }

    private readonly SemaphoreSlim _waits = new(0);

    /// <summary>Completes when a listener has dealt with all it was told and waits for more, once for each time; fails when none ever does.</summary>
    public async Task ListenerWaitsAsync() =>
        Assert.True(await _waits.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken), "No listener came to wait for nudges.");

    public int Subscribers
    {
        get
        {
            lock (_lock)
            {
                return _subscriptions.Count;
            }
        }
    }

    public void Conversation(ConversationId id, bool queueChanged = false) => Send(id, new NudgeSet([id], queueChanged, false));

    public void Here(ConversationId id) => Conversation(id);

    public void Queue() => Send(null, new NudgeSet([], true, false));

    public void Typing(ConversationId id) => Send(id, new NudgeSet([], false, true));

    public INudgeSubscription Subscribe(ConversationId? conversation)
    {
        lock (_lock)
        {
            var subscription = new Subscription(this, conversation);
            _subscriptions.Add(subscription);
            return subscription;
        }
    }

    public void Dispose() => _waits.Dispose();

    private void Send(ConversationId? id, NudgeSet nudge)
    {
        lock (_lock)
        {
            foreach (var subscription in _subscriptions.Where(subscription => !AreLost && (id is null || subscription.Of == id)))
            {
                subscription.Nudges.Writer.TryWrite(nudge);
            }
        }
    }

    private sealed class Subscription(MemoryNudges nudges, ConversationId? of) : INudgeSubscription
    {
        public Channel<NudgeSet> Nudges { get; } = Channel.CreateUnbounded<NudgeSet>();

        public ConversationId? Of => of;

        public async Task<NudgeSet> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
        {
            if (Nudges.Reader.TryRead(out var waiting))
            {
                return waiting;
            }

            using var patience = new CancellationTokenSource(timeout, nudges.Time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            var next = Nudges.Reader.ReadAsync(both.Token);
            nudges._waits.Release();
            try
            {
                return await next;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new NudgeSet([], false, false);
            }
        }

        public void Dispose()
        {
            lock (nudges._lock)
            {
                nudges._subscriptions.Remove(this);
            }
        }
    }

    private TimeProvider Time { get; } = time;
}
