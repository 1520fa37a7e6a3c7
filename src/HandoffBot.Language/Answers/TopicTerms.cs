namespace HandoffBot.Language.Answers;

/// <summary>The terms of one example or turn.</summary>
/// <param name="Words">Stemmed words without function words.</param>
/// <param name="Groups">Letter groups.</param>
internal sealed record TopicTerms(IReadOnlySet<string> Words, IReadOnlySet<string> Groups);
