namespace HandoffBot.Core.Conversations;

/// <summary>
/// "Look again" signals between processes. They carry no content and may be lost: whoever is nudged reads the store, and polls it slowly anyway.
/// </summary>
public interface INudges
{
    /// <summary>Says that the conversation has changed, and whether the queues have too.</summary>
    void Conversation(ConversationId id, bool queueChanged = false);

    /// <summary>Says that queues or leases have changed.</summary>
    void Queue();

    /// <summary>Says that the bot or the person who owns the conversation is typing.</summary>
    void Typing(ConversationId id);

    /// <summary>Says to this process only that there is news for a conversation, for what is not in the store.</summary>
    void Here(ConversationId id);

    /// <summary>Listens to one conversation (null: to all) and to the queues until disposed.</summary>
    INudgeSubscription Subscribe(ConversationId? conversation);
}

/// <summary>A listener. Nudges of the same kind that were not read yet are one.</summary>
public interface INudgeSubscription : IDisposable
{
    /// <summary>Waits for nudges, at most until <paramref name="timeout"/>; then returns an empty set so that the caller polls.</summary>
    Task<NudgeSet> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken);
}

/// <param name="Conversations">Conversations that changed.</param>
/// <param name="Queue">Queues or leases changed.</param>
/// <param name="Typing">The other side is typing.</param>
public sealed record NudgeSet(IReadOnlyCollection<ConversationId> Conversations, bool Queue, bool Typing);
