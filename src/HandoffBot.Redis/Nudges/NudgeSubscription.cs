using System.Threading.Channels;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Redis.Nudges;

/// <summary>Collects nudges until its reader comes: however many arrive, the reader is woken once.</summary>
internal sealed class NudgeSubscription(Action<NudgeSubscription> leave) : INudgeSubscription
{
    private readonly Lock _lock = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private HashSet<ConversationId> _conversations = [];
    private bool _queue;
    private bool _typing;

    public void Add(ConversationId? conversation = null, bool queue = false, bool typing = false)
    {
        lock (_lock)
        {
            if (conversation is { } id)
            {
                _conversations.Add(id);
            }

            _queue |= queue;
            _typing |= typing;
        }

        _wake.Writer.TryWrite(true);
    }

    public async Task<NudgeSet> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        either.CancelAfter(timeout);
        try
        {
            await _wake.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came: the caller polls.
        }

        _wake.Reader.TryRead(out _);
        lock (_lock)
        {
            var nudges = new NudgeSet(_conversations, _queue, _typing);
            (_conversations, _queue, _typing) = ([], false, false);
            return nudges;
        }
    }

    public void Dispose() => leave(this);
}
