namespace HandoffBot.Core.Routing;

/// <summary>
/// Phrases as a business writes them: words in their order, whatever their case, accents and what stands between them; a word that ends in <c>*</c> is the beginning of
/// one. Looking for them is bounded by the length of the text, whatever is written in either.
/// </summary>
public sealed class PhraseList(IReadOnlyList<string> phrases)
{
    private readonly (string Written, string Sought)[] _phrases = [.. phrases.Select(phrase => (phrase, PlainWords.Sought(phrase)))];

    /// <summary>As they were written.</summary>
    public IEnumerable<string> Written => _phrases.Select(phrase => phrase.Written);

    /// <summary>The first phrase that stands in the text, as it was written, or null.</summary>
    public string? FindIn(PlainWords text)
    {
        foreach (var (written, sought) in _phrases)
        {
            if (text.Contains(sought))
            {
                return written.TrimEnd('*');
            }
        }

        return null;
    }
}
