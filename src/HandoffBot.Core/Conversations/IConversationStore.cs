using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Conversations;

/// <summary>Where conversations are kept. Every method that writes is one atomic step and safe to repeat.</summary>
public interface IConversationStore
{
    /// <summary>Opens the conversation with the bot's greeting. False when it was open already; then nothing is written.</summary>
    Task<bool> StartAsync(ConversationId id, ChannelAddress address, Customer customer, string language, Utterance greeting);

    /// <summary>Records the customer's turn (opening the conversation if need be) and, while the bot owns it, plans the pending reply.</summary>
    /// <param name="language">Used when this message opens the conversation.</param>
    /// <param name="replyBy">When the pending loop may take over.</param>
    Task<Received> ReceiveAsync(InboundMessage message, string language, DateTimeOffset replyBy);

    /// <summary>The conversation with its latest turns, or null when there is none.</summary>
    Task<Snapshot?> LoadAsync(ConversationId id);

    /// <summary>Turns with a higher sequence number than <paramref name="after"/>, oldest first, at most <see cref="Limits.TurnsPerPage"/>.</summary>
    Task<IReadOnlyList<Turn>> ReadTurnsAsync(ConversationId id, long after);

    /// <summary>Records what the bot decided and says, and the handoff if there is one. Refused unless the bot owns the conversation at exactly the expected version.</summary>
    Task<Committed> CommitAsync(BotCommit commit);

    /// <summary>Appends a notice of the product while the conversation is at the expected version, whoever owns it. False when it has moved on.</summary>
    Task<bool> AppendNoticeAsync(ConversationId id, long expectedVersion, Utterance notice);

    /// <summary>Records the decision on a turn that needs no reply (a person owns the conversation).</summary>
    Task RecordDecisionAsync(ConversationId id, DecisionRecord decision);

    /// <summary>Decisions by sequence number of the turn they are about.</summary>
    Task<IReadOnlyDictionary<long, DecisionRecord>> ReadDecisionsAsync(ConversationId id);

    /// <summary>Conversations whose pending reply is past its deadline, oldest first, at most <see cref="Limits.DueItemsPerPass"/>.</summary>
    Task<IReadOnlyList<ConversationId>> FindOverdueRepliesAsync();
}
