using HandoffBot.Core.Dialogs;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Answers;

/// <summary>The words of a language's examples: how telling each one is, which dialogs use it, and which one a typing slip was meant to be.</summary>
internal sealed class TopicVocabulary
{
    private const int ShortestCorrected = 5;
    private const int TwoSlipsFrom = 8;

    private readonly Dictionary<string, double> _weights;
    private readonly Dictionary<Dialog, Dictionary<string, int>> _uses;
    private readonly Dictionary<string, int> _usesOfAll;
    private readonly HashSet<string> _written;
    private readonly ILookup<char, string> _byFirstLetter;
    private readonly double _weightOfUnknown;

    public TopicVocabulary(IEnumerable<(Dialog Dialog, TopicTerms Terms)> examples, IEnumerable<string> written)
    {
        var all = examples.ToList();
        _uses = all.GroupBy(example => example.Dialog, ReferenceEqualityComparer.Instance).ToDictionary(
            group => (Dialog)group.Key!,
            group => group.SelectMany(example => example.Terms.Words).GroupBy(word => word).ToDictionary(word => word.Key, word => word.Count()),
            (IEqualityComparer<Dialog>)ReferenceEqualityComparer.Instance);
        _usesOfAll = _uses.Values.SelectMany(uses => uses).GroupBy(use => use.Key, use => use.Value).ToDictionary(word => word.Key, word => word.Sum());

        // Telling is what few dialogs say, however often one of them says it.
        var dialogs = Math.Max(1, _uses.Count);
        _weights = _uses.Values.SelectMany(uses => uses.Keys).GroupBy(word => word).ToDictionary(word => word.Key, word => Math.Log(1 + ((double)dialogs / word.Count())));
        _weightOfUnknown = Math.Log(1 + dialogs);
        _written = [.. written];
        _byFirstLetter = _written.Where(word => word.Length >= ShortestCorrected - 1).Order(StringComparer.Ordinal).ToLookup(word => word[0]);
    }

    public bool Knows(string word) => _written.Contains(word);

    /// <summary>How telling a word is; unknown ones are telling, since they speak of something else.</summary>
    public double Weight(string word) => _weights.GetValueOrDefault(word, _weightOfUnknown);

    /// <summary>The text with words that are a slip away from a known one corrected.</summary>
    public string Correct(FoldedText text, TopicAnalyzer words)
    {
        var corrected = new string[text.Count];
        for (var index = 0; index < text.Count; index++)
        {
            var word = text.Word(index).ToString();
            corrected[index] = Knows(word) || word.Length < ShortestCorrected || words.IsFunctionWord(word) || words.Cut(word) is [var stem] && _weights.ContainsKey(stem)
                ? word
                : _byFirstLetter[word[0]].FirstOrDefault(known => EditDistance.IsWithin(word, known, word.Length >= TwoSlipsFrom ? 2 : 1)) ?? word;
        }

        return string.Join(' ', corrected);
    }

    /// <summary>Weighted share of the words that a dialog's examples use, not counting a left-out one.</summary>
    public double Coverage(TopicTerms terms, Dialog dialog, Example? leftOut) => Share(terms, _uses[dialog], ReferenceEquals(leftOut?.Dialog, dialog) ? leftOut : null);

    /// <summary>Weighted share of the words that no example uses, not counting a left-out one.</summary>
    public double Unknown(TopicTerms terms, Example? leftOut) => terms.Words.Count == 0 ? 1 : 1 - Share(terms, _usesOfAll, leftOut);

    private double Share(TopicTerms terms, Dictionary<string, int> uses, Example? leftOut)
    {
        double covered = 0;
        double total = 0;
        foreach (var word in terms.Words)
        {
            var weight = Weight(word);
            total += weight;
            covered += uses.GetValueOrDefault(word) > (leftOut?.Terms.Words.Contains(word) == true ? 1 : 0) ? weight : 0;
        }

        return total == 0 ? 0 : covered / total;
    }
}
