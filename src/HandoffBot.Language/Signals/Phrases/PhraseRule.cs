namespace HandoffBot.Language.Signals.Phrases;

/// <summary>A rule of a lexicon: phrases that mean the same.</summary>
/// <param name="Name">What they mean, for example <c>decline_human</c> or a category of stakes.</param>
/// <param name="Value">How strongly, in the unit of the signal.</param>
/// <param name="IsGuard">What overlaps with the phrase must not be read as anything else.</param>
/// <param name="Says">The phrases in the notation of <see cref="PhraseNotation"/>.</param>
internal sealed record PhraseRule(string Name, double Value, bool IsGuard, IReadOnlyList<string> Says)
{
    /// <summary>Tells what a text may be about, which alone is no finding.</summary>
    public bool IsTopic { get; init; }
}

/// <summary>A place in a text where a rule applies; word indexes inclusive.</summary>
internal readonly record struct PhraseMatch(PhraseRule Rule, int First, int Last)
{
    public bool Overlaps(PhraseMatch other) => First <= other.Last && other.First <= Last;
}
