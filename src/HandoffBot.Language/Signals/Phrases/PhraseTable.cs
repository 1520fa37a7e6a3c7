using System.Buffers;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals.Phrases;

/// <summary>The rules of a lexicon file, ready to be found in a text in one pass.</summary>
internal sealed class PhraseTable
{
    private readonly Vocabulary _vocabulary;
    private readonly Phrase[][] _byFirst;
    private readonly IReadOnlyDictionary<string, string[]> _classes;

    /// <exception cref="FormatException">A phrase breaks the notation.</exception>
    public PhraseTable(LexiconFile file)
    {
        _classes = file.Words;
        _vocabulary = new Vocabulary(file.KeyWords.SelectMany(name => file.Words[name]), file.NeverSlips);
        var phrases = file.Rules.SelectMany(rule => rule.Says.Select(phrase => new Phrase(rule, PhraseNotation.Parse(phrase, file.Words), _vocabulary))).ToList();
        var byFirst = phrases.SelectMany(phrase => phrase.First.Select(number => (number, phrase))).ToLookup(pair => pair.number, pair => pair.phrase);
        _byFirst = [.. Enumerable.Range(0, _vocabulary.Count).Select(number => byFirst[number].ToArray())];
    }

    /// <param name="name">Of the lexicon.</param>
    /// <param name="isRead">Whether its reader knows what to do with a rule; left out, it reads every rule that is no topic.</param>
    /// <exception cref="FormatException">The lexicon breaks the format, or has a rule that nobody would read.</exception>
    public static PhraseTable Load(string name, Predicate<PhraseRule>? isRead = null)
    {
        var lexicon = LexiconFile.Read(name);
        isRead ??= rule => !rule.IsTopic;
        return lexicon.Rules.FirstOrDefault(rule => !isRead(rule)) is { } unread
            ? throw new FormatException($"{name}.yaml: the {(unread.IsTopic ? "topic" : "rule")} {unread.Name} is not one that its reader reads.")
            : new PhraseTable(lexicon);
    }

    /// <summary>Whether a word is listed in a class.</summary>
    public bool IsIn(string className, ReadOnlySpan<char> word)
    {
        foreach (var entry in _classes[className])
        {
            if (word.SequenceEqual(entry))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Every place where a rule applies and no guard overlaps, and every guard, in the order of the text.</summary>
    public List<PhraseMatch> Find(FoldedText text)
    {
        var matches = FindAll(text);
        return matches.Exists(match => match.Rule.IsGuard)
            ? matches.FindAll(match => match.Rule.IsGuard || !matches.Exists(guard => guard.Rule.IsGuard && guard.Overlaps(match)))
            : matches;
    }

    private List<PhraseMatch> FindAll(FoldedText text)
    {
        var matches = new List<PhraseMatch>();
        var size = text.Count * Vocabulary.NumbersPerWord;
        var rented = ArrayPool<int>.Shared.Rent(Math.Max(size, 1));
        var numbers = rented.AsSpan(0, size);
        _vocabulary.Find(text, numbers);
        for (var at = 0; at < text.Count; at++)
        {
            foreach (var number in numbers.Slice(at * Vocabulary.NumbersPerWord, Vocabulary.NumbersPerWord))
            {
                foreach (var phrase in number < 0 ? [] : _byFirst[number])
                {
                    var last = phrase.MatchAt(text, numbers, at);
                    if (last >= 0 && (matches.Count == 0 || matches[^1] != new PhraseMatch(phrase.Rule, at, last)))
                    {
                        matches.Add(new PhraseMatch(phrase.Rule, at, last));
                    }
                }
            }
        }

        ArrayPool<int>.Shared.Return(rented);
        return matches;
    }
}
