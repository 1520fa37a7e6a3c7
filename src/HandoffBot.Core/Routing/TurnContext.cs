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

    /// <summary>Two-letter language of the conversation.</summary>
    public string Language => Conversation.Language;
}
