namespace HandoffBot.Core.Conversations;

/// <summary>Looks back at what is stored, for reports that may take their time.</summary>
public interface IConversationHistory
{
    /// <summary>
    /// Every conversation there is, each once, in no order, with its language, address and customer as they are now. Read a page at a time beside customers' work; one that
    /// is begun meanwhile may be missing.
    /// </summary>
    IAsyncEnumerable<Conversation> ReadAsync(CancellationToken cancellationToken);
}
