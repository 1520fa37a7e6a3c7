using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Signals.Phrases;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals;

/// <summary>
/// Reads how many turns in a row brought the customer no further: they reject the answer, ask again what they asked before, or insist at length and
/// get the same answer once more. A turn with new matter starts over at 0, and so does the first turn: nothing was answered yet.
/// </summary>
internal sealed class ProgressReader(FoldedTurns folded) : ISignalReader
{
    private const int TurnsBefore = 4;
    private const int FewestWords = 2;

    /// <summary>A turn this short, while steps are being tried, answers whether the step helped; the steps run their course first.</summary>
    private const int StepAnswerWords = 6;

    /// <summary>Share of the fewer content words that two turns have in common when one asks the other again.</summary>
    private const double SameQuestion = 0.7;

    private static readonly PhraseTable Table = PhraseTable.Load("progress");

    public SignalKind Kind => SignalKind.Progress;

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken) => new(Read(turn));

    private Signal Read(TurnContext turn)
    {
        var lastOfBot = turn.Before.LastOrDefault(before => before.Said.Speaker == Speaker.Bot);
        var isPicked = lastOfBot?.Said.Suggestions.Contains(turn.Text) == true;
        if (lastOfBot is null || isPicked || !turn.Before.Any(before => before.IsFromCustomer))
        {
            return Signal.None(SignalKind.Progress);
        }

        var text = folded.Of(turn);
        var memory = turn.Conversation.Memory;
        if (memory.Step is not null && text.Count <= StepAnswerWords)
        {
            return Signal.None(SignalKind.Progress, 0.7);
        }

        // The bot may not have noticed by itself that it goes round in circles: the words of both sides show it.
        var inCircles = Exchanges.Of(turn, folded).CountUnhelpful();
        var rejects = Table.Find(text);
        if (rejects.Count > 0)
        {
            // Whoever was asked back and now rejects the answer has been let down twice.
            return Without(Math.Max(inCircles, memory.WithoutProgress + 1 + Math.Min(memory.Clarifications, 1)), "rejects_answer", text.Quote(rejects[0].First, rejects[0].Last));
        }

        if (folded.CustomerBefore(turn, TurnsBefore).FirstOrDefault(earlier => IsSameQuestion(text, earlier)) is { } repeated)
        {
            return Without(Math.Max(inCircles, memory.WithoutProgress + 1), "asks_again", repeated.Original);
        }

        return inCircles > 1 ? Without(inCircles, "same_answer", lastOfBot.Said.Text) : Signal.None(SignalKind.Progress, 0.7);

        static Signal Without(int turns, string label, string evidence) => new(SignalKind.Progress, turns, 0.7) { Label = label, Evidence = evidence };
    }

    /// <summary>Whether a text rejects what was answered.</summary>
    internal static bool Rejects(FoldedText text) => Table.Find(text).Count > 0;

    internal static bool IsSameQuestion(FoldedText one, FoldedText other)
    {
        var (words, earlier) = (Content(one), Content(other));
        var fewer = Math.Min(words.Count, earlier.Count);
        var more = Math.Max(words.Count, earlier.Count);
        words.IntersectWith(earlier);
        return fewer >= FewestWords && words.Count >= SameQuestion * fewer && words.Count * 2 >= more;
    }

    private static HashSet<string> Content(FoldedText text)
    {
        var words = new HashSet<string>();
        for (var index = 0; index < text.Count; index++)
        {
            if (!Table.IsIn("function", text.Word(index)))
            {
                words.Add(text.Word(index).ToString());
            }
        }

        return words;
    }
}
