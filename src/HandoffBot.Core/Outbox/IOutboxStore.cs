using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Outbox;

/// <summary>Which turns a channel has acknowledged. The turns themselves stand in the transcript: the outbox is a cursor over it.</summary>
public interface IOutboxStore
{
    /// <summary>Takes the conversation for sending until <paramref name="until"/>, so that one sender at a time keeps the order. Null when nothing is due or another sender has it.</summary>
    Task<OutboxBatch?> ClaimAsync(ConversationId id, DateTimeOffset until);

    /// <summary>All turns up to <paramref name="sentSeq"/> are acknowledged; tries again at <paramref name="retryAt"/> if given, else when there is something new.</summary>
    Task AcknowledgeAsync(ConversationId id, long sentSeq, DateTimeOffset? retryAt);

    /// <summary>Notes that the channel refused a turn for good. The first note of a turn stays.</summary>
    Task RecordUndeliveredAsync(ConversationId id, Undelivered undelivered);

    /// <summary>The turns that the channel refused for good, oldest first.</summary>
    Task<IReadOnlyList<Undelivered>> ReadUndeliveredAsync(ConversationId id);

    /// <summary>Conversations with something to send now, at most <see cref="Limits.DueItemsPerPass"/>.</summary>
    Task<IReadOnlyList<ConversationId>> FindDueAsync();
}

/// <param name="Conversation">Where to send.</param>
/// <param name="Turns">What the channel has not acknowledged yet, oldest first, customer turns left out.</param>
/// <param name="LastSeq">The last sequence number that the turns were chosen from.</param>
/// <param name="Attempts">Tries since the last success.</param>
public sealed record OutboxBatch(Conversation Conversation, IReadOnlyList<Turn> Turns, long LastSeq, int Attempts);
