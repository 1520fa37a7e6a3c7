using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Channels;

/// <summary>
/// Works on replies after the channel was answered. Nothing is kept here that is not in the store too: a reply that fails, or that a stopping process
/// does not finish, is found by the pending loop.
/// </summary>
internal sealed partial class BackgroundReplies(TurnHandler turns, INudges nudges, ILogger<BackgroundReplies> logger) : IHostedService, IDisposable
{
    private readonly SemaphoreSlim _slots = new(Limits.RepliesAtOnce);

    /// <summary>Replies to what is unanswered. Completes when it is done; never fails.</summary>
    public Task ReplyAsync(Snapshot snapshot) => Task.Run(async () =>
    {
        await _slots.WaitAsync();
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
            _slots.Release();
        }
    });

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

    public void Dispose() => _slots.Dispose();

    [LoggerMessage(Level = LogLevel.Error, Message = "Replying in conversation {Conversation} failed; the pending loop will hand it off")]
    private partial void ReplyFailed(Exception exception, string conversation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopping before all replies were done; the pending loop will hand them off")]
    private partial void StoppedEarly();
}
