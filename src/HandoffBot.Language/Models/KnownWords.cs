namespace HandoffBot.Language.Models;

/// <summary>
/// The longer words that the model has met. One it has not met, but would have with two neighbouring letters swapped, is read as the one it knows: the commonest slip of a hurried hand, and in
/// a short turn it falls on the one word that says what is meant.
/// </summary>
/// <param name="hashes">Of <see cref="TextFeatures.WordHash"/>.</param>
internal sealed class KnownWords(IEnumerable<uint> hashes)
{
    /// <summary>From six letters on, hardly any word becomes another one when neighbours swap places.</summary>
    public const int Shortest = 6;

    private readonly HashSet<uint> _hashes = [.. hashes];

    public static KnownWords None { get; } = new([]);

    /// <summary>Rising, so that the same words are written alike.</summary>
    public IEnumerable<uint> Hashes => _hashes.Order();

    /// <param name="mended">Room for the word; gets the one that was meant.</param>
    /// <returns>False when the word is known, or no swap makes it so.</returns>
    public bool TryMend(ReadOnlySpan<char> word, Span<char> mended)
    {
        if (word.Length < Shortest || _hashes.Count == 0 || _hashes.Contains(TextFeatures.WordHash(word)))
        {
            return false;
        }

        word.CopyTo(mended);
        mended = mended[..word.Length];
        for (var at = 0; at < mended.Length - 1; at++)
        {
            (mended[at], mended[at + 1]) = (mended[at + 1], mended[at]);
            if (mended[at] != mended[at + 1] && _hashes.Contains(TextFeatures.WordHash(mended)))
            {
                return true;
            }

            (mended[at], mended[at + 1]) = (mended[at + 1], mended[at]);
        }

        return false;
    }
}
