using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Outbox;

/// <summary>Sends a turn to a channel that does not read the transcript itself.</summary>
public interface IConnector
{
    /// <summary>Sends once, within <see cref="OutboxSender.LongestSend"/>; trying again is the outbox's business.</summary>
    Task<SendResult> SendAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken);
}

/// <param name="Outcome">What the channel said.</param>
/// <param name="RetryAfter">When the channel asks for patience.</param>
/// <param name="Detail">For operators; no customer's words.</param>
/// <param name="Why">When it is refused.</param>
public readonly record struct SendResult(SendOutcome Outcome, TimeSpan? RetryAfter = null, string? Detail = null, Refusal Why = Refusal.Rejected);

public enum SendOutcome
{
    Sent,

    /// <summary>Worth another try: no answer, overload, 5xx.</summary>
    TryAgain,

    /// <summary>The channel will never take it: blocked, uninstalled, gone.</summary>
    Refused,
}
