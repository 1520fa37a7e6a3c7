using HandoffBot.Core.Conversations;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Core.Outbox;

/// <summary>Sends what a channel has not acknowledged: in order, one sender per conversation at a time, at least once with stable ids.</summary>
public sealed partial class OutboxSender(IOutboxStore outbox, IConnector connector, UndeliveredWords undelivered, TimeProvider time, ILogger<OutboxSender> logger)
{
    /// <summary>How long one sender keeps a conversation.</summary>
    public static TimeSpan ClaimFor { get; } = TimeSpan.FromSeconds(30);

    /// <summary>What a single send may take. No send begins with less than this left of the claim, so that a second sender means the first one is dead.</summary>
    public static TimeSpan LongestSend { get; } = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Sends at once, in the background of something else: a failure is logged and left to the outbox loop.</summary>
    public async Task TrySendAsync(ConversationId id)
    {
        try
        {
            await SendAsync(id);
        }
        catch (Exception exception)
        {
            SendingFailed(exception, id.Value);
        }
    }

    /// <summary>Sends until nothing is left or the channel asks for patience. Does nothing when another sender has the conversation.</summary>
    public async Task SendAsync(ConversationId id)
    {
        while (true)
        {
            var claimUntil = time.GetUtcNow() + ClaimFor;
            if (await outbox.ClaimAsync(id, claimUntil) is not { } batch)
            {
                return;
            }

            var sentSeq = batch.LastSeq;
            DateTimeOffset? retryAt = null;
            foreach (var turn in batch.Turns)
            {
                var result = await connector.SendAsync(batch.Conversation, turn, CancellationToken.None);
                if (result.Outcome == SendOutcome.TryAgain)
                {
                    sentSeq = turn.Seq - 1;
                    retryAt = time.GetUtcNow() + Patience(result.RetryAfter, batch.Attempts);
                    NotSent(id.Value, turn.Seq, result.Detail, retryAt.Value);
                    break;
                }

                if (result.Outcome == SendOutcome.Refused)
                {
                    Refused(id.Value, turn.Seq, result.Why, result.Detail);
                    await undelivered.RecordAsync(batch.Conversation, turn, result);
                }

                if (time.GetUtcNow() > claimUntil - LongestSend)
                {
                    // The rest is claimed anew.
                    sentSeq = turn.Seq;
                    break;
                }
            }

            await outbox.AcknowledgeAsync(id, sentSeq, retryAt);
            if (retryAt is not null)
            {
                return;
            }
        }
    }

    /// <summary>What the channel asks for, within reason, else <see cref="Pause"/>.</summary>
    private static TimeSpan Patience(TimeSpan? asked, int attempts) =>
        asked is not { } wish ? Pause(attempts) : wish < Limits.LongestRetryAfter ? wish : Limits.LongestRetryAfter;

    /// <summary>1, 2, 4 … seconds, at most five minutes, with up to a quarter more so that many conversations do not come back at once.</summary>
    private static TimeSpan Pause(int attempts)
    {
        var seconds = Math.Min(Math.Pow(2, Math.Min(attempts, 16)), LongestPause.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 + (Random.Shared.NextDouble() / 4)));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Turn {Seq} of conversation {Conversation} was not sent ({Detail}); next try {RetryAt:O}")]
    private partial void NotSent(string conversation, long seq, string? detail, DateTimeOffset retryAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sending in conversation {Conversation} failed; the outbox loop will try again")]
    private partial void SendingFailed(Exception exception, string conversation);

    [LoggerMessage(Level = LogLevel.Error, Message = "The channel refuses turn {Seq} of conversation {Conversation} for good: {Why} ({Detail})")]
    private partial void Refused(string conversation, long seq, Refusal why, string? detail);
}
