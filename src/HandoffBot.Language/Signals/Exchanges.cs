using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Signals.Phrases;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals;

/// <summary>The last answers of the bot, each with what the customer said to it, latest first.</summary>
internal sealed class Exchanges
{
    /// <summary>Exchanges that are looked at; what lies further back was about something else.</summary>
    private const int Most = 3;

    /// <summary>Words that two answers must have in common, as a share of all their words, to be the same answer.</summary>
    private const double SameAnswer = 0.8;
    private const int FewestWords = 4;
    private const int FewestWordsOfInsisting = 6;

    private static readonly PhraseTable Table = PhraseTable.Load("exchanges");

    private readonly List<(FoldedText Answer, FoldedText Reaction)> _latestFirst = [];
    private readonly List<FoldedText> _answers = [];
    private readonly List<FoldedText> _questions = [];

    public static Exchanges Of(TurnContext turn, FoldedTurns folded)
    {
        var exchanges = new Exchanges();
        var reaction = folded.Of(turn);
        foreach (var before in turn.Before.Reverse())
        {
            if (before.IsFromCustomer)
            {
                reaction = folded.Of(before);
                exchanges._questions.Add(reaction);
            }
            else if (before.Said.Speaker == Speaker.Bot)
            {
                exchanges._answers.Add(folded.Of(before));
                if (exchanges._latestFirst.Count < Most)
                {
                    exchanges._latestFirst.Add((folded.Of(before), reaction));
                }
            }
        }

        return exchanges;
    }

    /// <summary>Answers that brought the customer no further, since the last one that did.</summary>
    public int CountUnhelpful()
    {
        var count = 0;
        for (var index = 0; index < _latestFirst.Count; index++)
        {
            var (answer, reaction) = _latestFirst[index];
            if (Table.Find(reaction).Exists(match => match.Rule.Name == "accepts") && !ProgressReader.Rejects(reaction))
            {
                break;
            }

            count += IsUnhelpful(answer, reaction, index) ? 1 : 0;
        }

        return count;
    }

    private bool IsUnhelpful(FoldedText answer, FoldedText reaction, int index) =>
        Table.Find(answer).Exists(match => match.Rule.Name == "not_understood")
        || _answers.Skip(index + 1).Any(earlier => IsSameAnswer(answer, earlier))
        || (Insists(reaction) && _answers.Take(index).Any(later => IsSameAnswer(answer, later)))
        || ProgressReader.Rejects(reaction)
        || _questions.SkipWhile(question => question != reaction).Any(earlier => earlier != reaction && ProgressReader.IsSameQuestion(reaction, earlier));

    /// <summary>Whoever goes on at length is not done with an answer; "and eggs?" or a number is the next matter, to which the same answer may well be right.</summary>
    private static bool Insists(FoldedText reaction) => reaction.SpelledWords >= FewestWordsOfInsisting && !Table.IsIn("more", reaction.Word(0));

    private static bool IsSameAnswer(FoldedText one, FoldedText other)
    {
        var (words, others) = (Words(one), Words(other));
        var all = words.Count + others.Count;
        words.IntersectWith(others);
        return one.Count >= FewestWords && words.Count >= SameAnswer * (all - words.Count);
    }

    private static HashSet<string> Words(FoldedText text) => [.. Enumerable.Range(0, text.Count).Select(index => text.Word(index).ToString())];
}
