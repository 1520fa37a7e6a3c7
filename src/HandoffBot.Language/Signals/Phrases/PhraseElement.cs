namespace HandoffBot.Language.Signals.Phrases;

/// <summary>One element of a phrase: entries to choose from, a gap, or the edge of a clause.</summary>
internal sealed record PhraseElement
{
    public static PhraseElement ClauseStart { get; } = new();

    public static PhraseElement ClauseEnd { get; } = new();

    /// <summary>What fits, each entry word by word; null for gaps and edges.</summary>
    public IReadOnlyList<string[]>? Entries { get; private init; }

    /// <summary>Words that may be passed over here.</summary>
    public int Most { get; private init; }

    public bool IsOptional { get; init; }

    public static PhraseElement OneOf(IReadOnlyList<string[]> entries) => new() { Entries = entries };

    public static PhraseElement Gap(int most) => new() { Most = most };
}
