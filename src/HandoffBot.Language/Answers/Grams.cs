using HandoffBot.Language.Text;

namespace HandoffBot.Language.Answers;

/// <summary>The word groups (one or two words) and letter groups (three to five, within a word and its ends) of a language's examples, and how telling each is.</summary>
internal sealed class Grams
{
    private const int Shortest = 3;
    private const int Longest = 5;

    /// <summary>From this many examples on, a letter group that only one has is left out: there are too many of them.</summary>
    private const int Many = 3000;

    private readonly Dictionary<string, (int Number, float Weight)> _words;
    private readonly Dictionary<string, (int Number, float Weight)> _letters;
    private readonly HashSet<string> _functionWords;
    private readonly float _unknown;

    public Grams(string language, IReadOnlyList<FoldedText> examples)
    {
        _functionWords = WordList.Read($"Stopwords/{language}.txt");
        _unknown = Weight(examples.Count, 1);
        _words = Weigh(examples.Select(OfWords), examples.Count, 0, 1);
        _letters = Weigh(examples.Select(OfLetters), examples.Count, _words.Count, examples.Count < Many ? 1 : 2);
    }

    public int Count => _words.Count + _letters.Count;

    /// <summary>Share of the words that are this language's: its function words or words of its examples.</summary>
    public double ShareKnown(FoldedText text)
    {
        var known = 0;
        for (var index = 0; index < text.Count; index++)
        {
            var word = text.Word(index).ToString();
            known += _functionWords.Contains(word) || _words.ContainsKey(word) ? 1 : 0;
        }

        return text.Count == 0 ? 0 : (double)known / text.Count;
    }

    public Said Read(FoldedText text, float[] meaning)
    {
        var read = Normalized(OfWords(text), _words, _unknown).Concat(Normalized(OfLetters(text), _letters, _unknown)).OrderBy(gram => gram.Number).ToArray();
        return new Said(Array.ConvertAll(read, gram => gram.Number), Array.ConvertAll(read, gram => gram.Weight), meaning);
    }

    /// <summary>What is not known counts too: a text that has little of the examples in it is far from all of them.</summary>
    private static List<(int Number, float Weight)> Normalized(HashSet<string> grams, Dictionary<string, (int Number, float Weight)> known, float unknown)
    {
        var found = new List<(int Number, float Weight)>();
        double squares = 0;
        foreach (var gram in grams)
        {
            if (known.TryGetValue(gram, out var weighed))
            {
                found.Add(weighed);
                squares += weighed.Weight * weighed.Weight;
            }
            else
            {
                squares += unknown * unknown;
            }
        }

        var length = (float)Math.Sqrt(squares);
        return found.ConvertAll(gram => (gram.Number, gram.Weight / length));
    }

    private static Dictionary<string, (int Number, float Weight)> Weigh(IEnumerable<HashSet<string>> examples, int count, int from, int least)
    {
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var gram in examples.SelectMany(grams => grams))
        {
            uses[gram] = uses.GetValueOrDefault(gram) + 1;
        }

        return uses.Where(use => use.Value >= least).OrderBy(use => use.Key, StringComparer.Ordinal).Select((use, place) => (use, place)).ToDictionary(
            gram => gram.use.Key,
            gram => (from + gram.place, Weight(count, gram.use.Value)),
            StringComparer.Ordinal);
    }

    private static float Weight(int examples, int uses) => (float)(1 + Math.Log((1.0 + examples) / (1 + uses)));

    private static HashSet<string> OfWords(FoldedText text)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < text.Count; index++)
        {
            var word = text.Word(index).ToString();
            grams.Add(word);
            if (index > 0)
            {
                grams.Add($"{text.Word(index - 1)} {word}");
            }
        }

        return grams;
    }

    private static HashSet<string> OfLetters(FoldedText text)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < text.Count; index++)
        {
            var word = $" {text.Word(index)} ";
            for (var length = Shortest; length <= Math.Min(Longest, word.Length); length++)
            {
                for (var at = 0; at + length <= word.Length; at++)
                {
                    grams.Add(word.Substring(at, length));
                }
            }
        }

        return grams;
    }
}
