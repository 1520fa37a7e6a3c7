using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Channels;

/// <summary>
/// Works on replies after the channel was answered, one at a time in each conversation. Nothing is kept here that is not in the store too: a reply that fails, or
/// that a stopping process does not finish, is found by the pending loop.
/// </summary>
internal sealed partial class BackgroundReplies(TurnHandler turns, INudges nudges, ILogger<BackgroundReplies> logger) : IHostedService, IDisposable
{
    private readonly SemaphoreSlim _slots = new(Limits.RepliesAtOnce);
    private readonly SemaphoreSlim _longSlots = new(Limits.LongRepliesAtOnce);

    /// <summary>What is still to be replied to, for each conversation in which a reply runs.</summary>
    private readonly Dictionary<ConversationId, Queue<Wish>> _running = [];

    /// <summary>Replies to what is unanswered, after the replies to what came before. Completes when it is done; never fails.</summary>
    public Task ReplyAsync(Snapshot snapshot)
    {
        var (id, wish) = (snapshot.Conversation.Id, new Wish(snapshot, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        lock (_running)
        {
            if (_running.TryGetValue(id, out var waiting))
            {
                waiting.Enqueue(wish);
            }
            else
            {
                _running[id] = new Queue<Wish>([wish]);
                _ = Task.Run(() => RunAsync(id));
            }
        }

        return wish.Done.Task;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets the replies in progress finish, as long as the host has patience: waiters are served in order, so holding every slot means all are done.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var slot = 0; slot < Limits.RepliesAtOnce; slot++)
            {
                await _slots.WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            StoppedEarly();
        }
    }

    public void Dispose()
    {
        _slots.Dispose();
        _longSlots.Dispose();
    }

    private async Task RunAsync(ConversationId id)
    {
        await _slots.WaitAsync();
        try
        {
            while (Next(id) is [.., var latest] wishes)
            {
                await TryReplyAsync(latest.Snapshot);
                wishes.ForEach(wish => wish.Done.SetResult());
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>
    /// What to reply to next; null when there is nothing more. While the bot owns the conversation, a later snapshot holds all that the earlier ones left unanswered: a
    /// customer who writes ten lines at once is read twice, not ten times. Once a person owns it, each turn is read by itself.
    /// </summary>
    private List<Wish>? Next(ConversationId id)
    {
        lock (_running)
        {
            var waiting = _running[id];
            if (waiting.Count == 0)
            {
                _running.Remove(id);
                return null;
            }

            List<Wish> next = [waiting.Dequeue()];
            while (next[^1].IsBots && waiting.TryPeek(out var later) && later.IsBots)
            {
                next.Add(waiting.Dequeue());
            }

            return next;
        }
    }

    private async Task TryReplyAsync(Snapshot snapshot)
    {
        var isLong = snapshot.Unanswered.Sum(turn => turn.Said.Text.Length) > Limits.LongMessageCharacters;
        if (isLong)
        {
            await _longSlots.WaitAsync();
        }

        try
        {
            if (snapshot.Conversation.Owner == Owner.Bot)
            {
                nudges.Typing(snapshot.Conversation.Id);
            }

            await turns.ReplyAsync(snapshot, CancellationToken.None);
        }
        catch (Exception exception)
        {
            ReplyFailed(exception, snapshot.Conversation.Id.Value);
        }
        finally
        {
            if (isLong)
            {
                _longSlots.Release();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Replying in conversation {Conversation} failed; the pending loop will hand it off")]
    private partial void ReplyFailed(Exception exception, string conversation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopping before all replies were done; the pending loop will hand them off")]
    private partial void StoppedEarly();

    private sealed record Wish(Snapshot Snapshot, TaskCompletionSource Done)
    {
        public bool IsBots => Snapshot.Conversation.Owner == Owner.Bot;
    }
}
