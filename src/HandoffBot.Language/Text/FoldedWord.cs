namespace HandoffBot.Language.Text;

/// <summary>A word of a <see cref="FoldedText"/>.</summary>
/// <param name="Start">First folded character.</param>
/// <param name="Length">Folded characters.</param>
/// <param name="OriginalStart">First character in the original.</param>
/// <param name="OriginalEnd">One past the last character in the original.</param>
/// <param name="Before">What stands between it and the word before.</param>
internal readonly record struct FoldedWord(int Start, int Length, int OriginalStart, int OriginalEnd, Break Before);

/// <summary>What parts two words; a greater value parts more.</summary>
internal enum Break
{
    None,

    /// <summary>A comma, colon or parenthesis.</summary>
    Clause,

    /// <summary>The end of a sentence or line.</summary>
    Sentence,
}
