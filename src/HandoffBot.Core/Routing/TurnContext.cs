using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Routing;

/// <summary>What a signal reader may look at.</summary>
/// <param name="Turn">The customer's turn to read.</param>
/// <param name="Conversation">The conversation's state before it is answered.</param>
/// <param name="Before">The turns before it, oldest first.</param>
public sealed record TurnContext(Turn Turn, Conversation Conversation, IReadOnlyList<Turn> Before)
{
    /// <summary>The words to read, bounded to <see cref="Limits.ReadCharacters"/>.</summary>
    public string Text { get; } = Bounded(Turn.Said.Text);

    /// <summary>Two-letter language of the conversation.</summary>
    public string Language => Conversation.Language;

    /// <summary>Never cuts a surrogate pair in two: half of one is no valid text, and whoever reads it may refuse it.</summary>
    private static string Bounded(string text) => text.Length <= Limits.ReadCharacters ? text
        : text[..(char.IsHighSurrogate(text[Limits.ReadCharacters - 1]) ? Limits.ReadCharacters - 1 : Limits.ReadCharacters)];
}
