using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Routing;

/// <summary>Tells in which language a turn is written. Must be quick and must not throw.</summary>
public interface ILanguageReader
{
    /// <returns>Two-letter language when it is clear; null for short, mixed and other texts, which leave the conversation's language as it is.</returns>
    string? Read(Turn turn);
}
