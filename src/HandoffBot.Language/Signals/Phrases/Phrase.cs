using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals.Phrases;

/// <summary>A phrase ready to be compared. Gaps are at most nine words and nothing repeats, so that comparing at one place is bounded whatever the text.</summary>
internal sealed class Phrase
{
    private readonly PhraseElement[] _elements;
    private readonly Entries?[] _entries;

    public Phrase(PhraseRule rule, IReadOnlyList<PhraseElement> elements, Vocabulary vocabulary)
    {
        Rule = rule;
        _elements = [.. elements];
        _entries = Array.ConvertAll(_elements, element => element.Entries is { } entries ? new Entries(entries, vocabulary) : null);
        var needed = Array.FindIndex(_elements, element => element is { Entries: not null, IsOptional: false });
        First = _entries[..(needed + 1)].Where(entries => entries is not null).SelectMany(entries => entries!.First).ToHashSet();
    }

    public PhraseRule Rule { get; }

    /// <summary>Numbers of the words that a match can begin with.</summary>
    public IReadOnlySet<int> First { get; }

    /// <summary>The last word of the first match that begins at a word, or −1.</summary>
    public int MatchAt(FoldedText text, ReadOnlySpan<int> numbers, int at) => Match(text, numbers, 0, at, at) - 1;

    /// <returns>One past the last word, or 0 when nothing matches.</returns>
    private int Match(FoldedText text, ReadOnlySpan<int> numbers, int elementIndex, int at, int start)
    {
        if (elementIndex == _elements.Length)
        {
            return at > start ? at : 0;
        }

        var element = _elements[elementIndex];
        if (ReferenceEquals(element, PhraseElement.ClauseStart))
        {
            return at < text.Count && text[at].Before != Break.None ? Match(text, numbers, elementIndex + 1, at, start) : 0;
        }

        if (ReferenceEquals(element, PhraseElement.ClauseEnd))
        {
            return at == text.Count || text[at].Before != Break.None ? Match(text, numbers, elementIndex + 1, at, start) : 0;
        }

        if (_entries[elementIndex] is not { } entries)
        {
            return MatchGap(text, numbers, elementIndex, at, start);
        }

        var end = at == start || IsGap(elementIndex - 1) || (at < text.Count && text[at].Before == Break.None)
            ? MatchEntry(entries, text, numbers, elementIndex, at, start)
            : 0;
        return end > 0 ? end : element.IsOptional ? Match(text, numbers, elementIndex + 1, at, start) : 0;
    }

    private int MatchEntry(Entries entries, FoldedText text, ReadOnlySpan<int> numbers, int elementIndex, int at, int start)
    {
        if (at >= text.Count)
        {
            return 0;
        }

        foreach (var number in numbers.Slice(at * Vocabulary.NumbersPerWord, Vocabulary.NumbersPerWord))
        {
            // Longer entries first: "customer service" before "customer".
            foreach (var rest in entries.RestsAfter(number))
            {
                var next = at + 1 + rest.Length;
                var end = IsRest(rest, text, numbers, at + 1) ? Match(text, numbers, elementIndex + 1, next, start) : 0;
                if (end > 0)
                {
                    return end;
                }
            }
        }

        return 0;
    }

    private int MatchGap(FoldedText text, ReadOnlySpan<int> numbers, int elementIndex, int at, int start)
    {
        for (var next = at; next <= at + _elements[elementIndex].Most; next++)
        {
            var isNewSentence = next > start && next < text.Count && text[next].Before == Break.Sentence;
            var end = isNewSentence ? 0 : Match(text, numbers, elementIndex + 1, next, start);
            if (end > 0 || isNewSentence || next >= text.Count)
            {
                return end;
            }
        }

        return 0;
    }

    private bool IsGap(int elementIndex) => elementIndex >= 0 && _elements[elementIndex].Most > 0;

    private static bool IsRest(int[] rest, FoldedText text, ReadOnlySpan<int> numbers, int at)
    {
        if (at + rest.Length > text.Count)
        {
            return false;
        }

        for (var index = 0; index < rest.Length; index++)
        {
            if (text[at + index].Before != Break.None || !numbers.Slice((at + index) * Vocabulary.NumbersPerWord, Vocabulary.NumbersPerWord).Contains(rest[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The entries of an element by their first word.</summary>
    private sealed class Entries(IReadOnlyList<string[]> entries, Vocabulary vocabulary)
    {
        private readonly Dictionary<int, int[][]> _rests = entries
            .Select(entry => Array.ConvertAll(entry, vocabulary.Number))
            .GroupBy(entry => entry[0], entry => entry[1..])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(rest => rest.Length).ToArray());

        public IEnumerable<int> First => _rests.Keys;

        public ReadOnlySpan<int[]> RestsAfter(int number) => _rests.TryGetValue(number, out var rests) ? rests : [];
    }
}
