using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals.Phrases;

/// <summary>
/// Numbers the words of a lexicon and finds them in a text: exactly, by a word start (<c>transf*</c>), with two neighbouring letters swapped in a long word, or through another
/// typing slip in one of the key words.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>Numbers one word of a text can have: itself and two word starts.</summary>
    public const int NumbersPerWord = 3;

    private const int ShortestStart = 3;
    private const int ShortestKeyWord = 5;
    private const int KeyWordWithTwoSlips = 9;

    /// <summary>From six letters on, hardly any word becomes another one when neighbours swap places.</summary>
    private const int ShortestSwapped = 6;
    private const int LongestSwapped = 24;

    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<string, int> _starts = [];
    private readonly Dictionary<char, List<string>> _keyWords = [];
    private readonly HashSet<string> _neverSlips;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numberOf;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numberOfStart;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _isNeverSlip;

    /// <param name="keyWords">Words that are recognised with a slip: from five letters with one, from nine with two; the first letter must be right.</param>
    /// <param name="neverSlips">Words that look like a slip of a key word and are not.</param>
    public Vocabulary(IEnumerable<string> keyWords, IEnumerable<string> neverSlips)
    {
        _neverSlips = [.. neverSlips];
        foreach (var word in keyWords.SelectMany(entry => entry.Split(' ')).Where(word => word.Length >= ShortestKeyWord && !word.EndsWith('*')).Distinct())
        {
            (_keyWords.TryGetValue(word[0], out var sameLetter) ? sameLetter : _keyWords[word[0]] = []).Add(word);
            Number(word);
        }

        _numberOf = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        _numberOfStart = _starts.GetAlternateLookup<ReadOnlySpan<char>>();
        _isNeverSlip = _neverSlips.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count { get; private set; }

    /// <summary>The number of a word of the lexicon, given out at the first call.</summary>
    public int Number(string word)
    {
        var (numbers, key) = word is [.. var start, '*'] ? (_starts, start) : (_numbers, word);
        if (!numbers.TryGetValue(key, out var number))
        {
            numbers[key] = number = Count++;
        }

        return number;
    }

    /// <summary>Writes <see cref="NumbersPerWord"/> numbers per word of the text, −1 where there is none.</summary>
    public void Find(FoldedText text, Span<int> numbers)
    {
        numbers.Fill(-1);
        for (var index = 0; index < text.Count; index++)
        {
            Find(text.Word(index), numbers.Slice(index * NumbersPerWord, NumbersPerWord));
        }
    }

    private void Find(ReadOnlySpan<char> word, Span<int> numbers)
    {
        var found = 0;
        if (_numberOf.TryGetValue(word, out var number) || TryFindSwapped(word, out number) || TryFindSlip(word, out number))
        {
            numbers[found++] = number;
        }

        for (var length = ShortestStart; length <= word.Length && found < NumbersPerWord && _starts.Count > 0; length++)
        {
            if (_numberOfStart.TryGetValue(word[..length], out number))
            {
                numbers[found++] = number;
            }
        }
    }

    private bool TryFindSwapped(ReadOnlySpan<char> word, out int number)
    {
        number = -1;
        if (word.Length is < ShortestSwapped or > LongestSwapped || _isNeverSlip.Contains(word))
        {
            return false;
        }

        Span<char> letters = stackalloc char[LongestSwapped];
        word.CopyTo(letters);
        letters = letters[..word.Length];
        for (var at = 1; at < letters.Length - 1; at++)
        {
            (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
            if (_numberOf.TryGetValue(letters, out number))
            {
                return true;
            }

            (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
        }

        number = -1;
        return false;
    }

    private bool TryFindSlip(ReadOnlySpan<char> word, out int number)
    {
        number = -1;
        if (word.Length < ShortestKeyWord - 1 || !_keyWords.TryGetValue(word[0], out var keyWords) || _isNeverSlip.Contains(word))
        {
            return false;
        }

        foreach (var keyWord in keyWords)
        {
            if (EditDistance.IsWithin(word, keyWord, keyWord.Length >= KeyWordWithTwoSlips ? 2 : 1))
            {
                number = _numbers[keyWord];
                return true;
            }
        }

        return false;
    }
}
