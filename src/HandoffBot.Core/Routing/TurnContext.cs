using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Routing;

/// <summary>What a signal reader may look at.</summary>
/// <param name="Turn">The customer's turn to read.</param>
/// <param name="Conversation">The conversation's state before it is answered.</param>
/// <param name="Before">The turns before it, oldest first.</param>
public sealed record TurnContext(Turn Turn, Conversation Conversation, IReadOnlyList<Turn> Before)
{
    /// <summary>The words to read, at most <see cref="Limits.MessageCharacters"/>.</summary>
    public string Text => Turn.Said.Text;

    /// <summary>Two-letter language of the turn where it is clear, else of the conversation.</summary>
    public string Language => WrittenIn ?? Conversation.Language;

    /// <summary>The served language that the turn is clearly written in; null when that is not clear.</summary>
    public string? WrittenIn { get; init; }
}
