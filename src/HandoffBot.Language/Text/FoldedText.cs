using System.Globalization;
using System.Text;

namespace HandoffBot.Language.Text;

/// <summary>
/// A text as the readers compare it: compatibility forms and lookalikes of other scripts unified (NFKC), lower case, accents removed, letters that were held down squeezed, cut into
/// words. Every word knows where it stood in the original, so that evidence is quoted as the customer wrote it.
/// </summary>
/// <remarks>
/// French elisions part (<c>l'agent</c> → <c>l agent</c>), other apostrophes join (<c>don't</c> → <c>dont</c>, <c>quelqu'un</c> → <c>quelquun</c>), so
/// that leaving the apostrophe out makes no difference in most words.
/// </remarks>
internal sealed class FoldedText
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Elisions =
        new HashSet<string>(["l", "d", "j", "qu", "n", "m", "t", "s", "c", "jusqu", "lorsqu", "puisqu"]).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly char[] _letters;
    private readonly List<FoldedWord> _words;

    private FoldedText(string original, char[] letters, List<FoldedWord> words)
    {
        Original = original;
        _letters = letters;
        _words = words;
    }

    public string Original { get; }

    public int Count => _words.Count;

    /// <summary>Words that begin with a letter: a telephone number is no sentence.</summary>
    public int SpelledWords
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
            {
                count += char.IsLetter(_letters[word.Start]) ? 1 : 0;
            }

            return count;
        }
    }

    public FoldedWord this[int index] => _words[index];

    public ReadOnlySpan<char> Word(int index) => _letters.AsSpan(_words[index].Start, _words[index].Length);

    /// <summary>The original words from <paramref name="first"/> up to and including <paramref name="last"/>.</summary>
    public string Quote(int first, int last) => Original[_words[first].OriginalStart.._words[last].OriginalEnd];

    /// <summary>The words with single spaces between them.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(_letters.Length + _words.Count);
        for (var index = 0; index < Count; index++)
        {
            text.Append(index == 0 ? "" : " ").Append(Word(index));
        }

        return text.ToString();
    }

    public static FoldedText Of(string text)
    {
        var fold = new Fold(text.Length);
        Span<char> units = stackalloc char[2];
        for (var at = 0; at < text.Length;)
        {
            var character = text[at];
            if (char.IsAscii(character))
            {
                fold.Add(char.ToLowerInvariant(character), at, at + 1);
                at++;
                continue;
            }

            // A cut pair of surrogates cannot be normalised; it parts words like any other symbol.
            var isValid = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (!isValid)
            {
                fold.Add(' ', at, at + length);
            }
            else
            {
                AddRune(ref fold, rune, at, at + length, units);
            }

            at += length;
        }

        fold.EndWord();
        return new FoldedText(text, fold.Letters.ToArray(), fold.Words);
    }

    private static void AddRune(ref Fold fold, Rune rune, int start, int end, Span<char> units)
    {
        switch (rune.Value)
        {
            case '\u2019' or '\u2018' or '\u02BC' or '\u00B4' or '\uFF07':
                fold.Add('\'', start, end);
                return;
            case 0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0xFFFE:
                // Fillers that are drawn as nothing, and what is no character and cannot be normalised.
                return;
            case 'œ' or 'Œ':
                fold.Add('o', start, end);
                fold.Add('e', start, end);
                return;
            case 'æ' or 'Æ':
                fold.Add('a', start, end);
                fold.Add('e', start, end);
                return;
        }

        var category = Rune.GetUnicodeCategory(rune);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
        {
            return;
        }

        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
            {
                var written = Rune.ToLowerInvariant(part).EncodeToUtf16(units);
                foreach (var unit in units[..written])
                {
                    fold.Add(Lookalikes.Latinised(unit), start, end);
                }
            }
        }
    }

    /// <summary>Collects letters into words.</summary>
    private struct Fold(int capacity)
    {
        private int _wordStart;
        private int _originalStart;
        private int _originalEnd;
        private int _repeats;
        private Break _before = Break.Sentence;

        public List<char> Letters { get; } = new(capacity);

        public List<FoldedWord> Words { get; } = new(capacity / 5);

        public void Add(char character, int start, int end)
        {
            if (character == '\'')
            {
                var word = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Letters)[_wordStart..];
                if (Elisions.Contains(word))
                {
                    EndWord();
                }

                return;
            }

            if (!char.IsLetterOrDigit(character))
            {
                EndWord();
                _before = (Break)Math.Max((int)_before, (int)BreakOf(character));
                return;
            }

            if (Letters.Count == _wordStart)
            {
                _originalStart = start;
                _repeats = 0;
            }

            _originalEnd = end;
            _repeats = Letters.Count > _wordStart && Letters[^1] == character ? _repeats + 1 : 0;
            if (_repeats < 2 || !char.IsLetter(character))
            {
                Letters.Add(character);
            }
            else if (_repeats == 2)
            {
                // Three or more of the same letter: held down for stress, so that one is meant.
                Letters.RemoveAt(Letters.Count - 1);
                _repeats = 2;
            }
        }

        public void EndWord()
        {
            if (Letters.Count > _wordStart)
            {
                Words.Add(new FoldedWord(_wordStart, Letters.Count - _wordStart, _originalStart, _originalEnd, _before));
                _before = Break.None;
                _wordStart = Letters.Count;
            }
        }

        private static Break BreakOf(char character) => character switch
        {
            '.' or '!' or '?' or ';' or '\n' or '\r' or '\u2026' => Break.Sentence,
            ',' or ':' or '(' or ')' => Break.Clause,
            _ => Break.None,
        };
    }
}
