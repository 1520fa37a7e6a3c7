using System.Globalization;
using System.Text;

namespace HandoffBot.Language.Answers.Encoder;

/// <summary>Cuts a text into the pieces the encoder knows: lower case without accents, punctuation apart, each word as its longest known beginnings (BERT's WordPiece).</summary>
internal sealed class WordPieces
{
    private const int LongestWord = 100;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _pieces;
    private readonly int _unknown;
    private readonly int _start;
    private readonly int _end;

    /// <param name="vocabulary">A piece a line; its number is that of the line. Pieces that go on with a word begin with <c>##</c>.</param>
    public WordPieces(string vocabulary)
    {
        var pieces = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in vocabulary.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            pieces[line.TrimEnd('\r')] = pieces.Count;
        }

        _pieces = pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        (_unknown, _start, _end) = (pieces["[UNK]"], pieces["[CLS]"], pieces["[SEP]"]);
    }

    /// <param name="most">Pieces kept, with the marks of start and end.</param>
    public int[] Cut(string text, int most)
    {
        var pieces = new List<int> { _start };
        foreach (var word in Words(text))
        {
            CutWord(word, pieces);
            if (pieces.Count >= most)
            {
                break;
            }
        }

        return [.. pieces.Take(most - 1), _end];
    }

    private void CutWord(string word, List<int> pieces)
    {
        var before = pieces.Count;
        Span<char> buffer = stackalloc char[LongestWord + 2];
        for (var at = 0; at < word.Length;)
        {
            var known = -1;
            var length = word.Length <= LongestWord ? word.Length - at : 0;
            for (; length > 0; length--)
            {
                "##".CopyTo(buffer);
                word.AsSpan(at, length).CopyTo(buffer[2..]);
                if (_pieces.TryGetValue(buffer[(at == 0 ? 2 : 0)..(length + 2)], out known))
                {
                    break;
                }
            }

            if (length == 0)
            {
                pieces.RemoveRange(before, pieces.Count - before);
                pieces.Add(_unknown);
                return;
            }

            pieces.Add(known);
            at += length;
        }
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.ToLowerInvariant().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.NonSpacingMark || (category is UnicodeCategory.Control or UnicodeCategory.Format && !Rune.IsWhiteSpace(rune)))
            {
                continue;
            }

            var stands = StandsAlone(rune, category);
            if ((stands || Rune.IsWhiteSpace(rune)) && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            if (stands)
            {
                yield return rune.ToString();
            }
            else if (!Rune.IsWhiteSpace(rune))
            {
                word.Append(rune.ToString());
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    /// <summary>Punctuation, all of ASCII's symbols, and Chinese characters.</summary>
    private static bool StandsAlone(Rune rune, UnicodeCategory category) =>
        category is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation
        || (rune.IsAscii && category is UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ModifierSymbol)
        || rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF);
}
