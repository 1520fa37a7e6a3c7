using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outages;
using HandoffBot.Server.Loops;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Spool;

/// <summary>Brings to the store what customers said while it was away, in the order they said it, with the time they said it. A crash in between only repeats: the store knows message ids.</summary>
internal sealed partial class SpoolLoop(SpoolFiles spool, TurnHandler turns, IConversationStore conversations, IStorePulse pulse, IOptions<SpoolOptions> options, TimeProvider time, ILogger<SpoolLoop> logger)
    : Loop("spool", options.Value.DrainEvery, time, logger)
{
    public override async Task PassAsync(CancellationToken cancellationToken)
    {
        if (pulse.IsAway || spool.Count == 0)
        {
            return;
        }

        foreach (var file in await spool.SealAsync())
        {
            await DrainAsync(file, cancellationToken);
        }
    }

    private async Task DrainAsync(string file, CancellationToken cancellationToken)
    {
        if (SpoolFiles.ReadIfFree(file) is not { } messages)
        {
            return;
        }

        var latest = new Dictionary<ConversationId, Snapshot>();
        foreach (var message in messages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await RecordAsync(message) is { } snapshot)
            {
                latest[message.Conversation] = snapshot;
            }
        }

        // Only now: until the file is gone, a crash means that it is drained again.
        spool.Delete(file);
        foreach (var message in messages)
        {
            spool.Drained(message);
        }

        Drained(messages.Count);

        // A reply that fails here is found by the pending loop.
        await Parallel.ForEachAsync(latest.Values, new ParallelOptions { MaxDegreeOfParallelism = Limits.DrainedRepliesAtOnce, CancellationToken = cancellationToken },
            async (snapshot, _) => await turns.ReplyAsync(snapshot, CancellationToken.None));
    }

    /// <summary>The conversation with the message in it; null when it was put aside.</summary>
    private async Task<Snapshot?> RecordAsync(InboundMessage message)
    {
        try
        {
            // One that was recorded after all, when only the answer was lost, has not been replied to either.
            return (await turns.ReceiveAsync(message)).Snapshot ?? await conversations.LoadAsync(message.Conversation);
        }
        catch (Exception exception) when (!pulse.Explains(exception))
        {
            PutAside(exception, message.Conversation.Value);
            spool.PutAside(message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} messages that were kept on disk are in the store")]
    private partial void Drained(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store does not take a message of conversation {Conversation} that was kept on disk; it is put aside for a person to look at")]
    private partial void PutAside(Exception exception, string conversation);
}
