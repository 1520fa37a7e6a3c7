using HandoffBot.Core.Routing;
using HandoffBot.Language.Signals.Phrases;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals;

/// <summary>
/// Reads how tangled a concern is, 0 to 1: several requests, a long story, conditions, third parties, "the third time I write". Each kind counts once, so that no
/// single habit of writing makes a concern complex.
/// </summary>
internal sealed class ComplexityReader(FoldedTurns folded) : ISignalReader
{
    private const int LongStory = 36;

    /// <summary>Words from which a story is long without any other sign that it is tangled.</summary>
    private const int LongByItself = 45;
    private const int VeryLongStory = 80;
    private const double LongValue = 0.45;
    private const double VeryLongValue = 0.25;
    private const double QuestionsValue = 0.15;
    private const int ManyQuestions = 3;
    private const int ManyLinks = 3;
    private const int ManyCounts = 3;
    private const int ManyClauses = 4;
    private const double FactsValue = 0.25;

    private static readonly PhraseTable Table = PhraseTable.Load("complexity");

    public SignalKind Kind => SignalKind.Complexity;

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken) => new(Read(folded.Of(turn)));

    internal static Signal Read(FoldedText text)
    {
        var kinds = Table.Find(text).DistinctBy(match => match.Rule.Name).ToList();
        var value = kinds.Sum(match => match.Rule.Value)
            + (text.Count >= LongStory && (kinds.Count > 0 || text.Count >= LongByItself) ? LongValue : 0)
            + (text.Count >= VeryLongStory ? VeryLongValue : 0)
            + (Count(text, IsLink) >= ManyLinks || text.Original.AsSpan().CountAny(",;") >= ManyClauses ? FactsValue : 0)
            + (Count(text, IsCount) >= ManyCounts ? FactsValue : 0)
            + (text.Original.AsSpan().Count('?') >= ManyQuestions ? QuestionsValue : 0);
        var strongest = kinds.Count > 0 ? kinds.MaxBy(match => match.Rule.Value) : default;
        return new Signal(SignalKind.Complexity, Math.Clamp(value, 0, 1), 0.6)
        {
            Label = kinds.Count > 0 ? strongest.Rule.Name : null,
            Evidence = kinds.Count > 0 ? text.Quote(strongest.First, strongest.Last) : null,
        };
    }

    private static bool IsLink(ReadOnlySpan<char> word) => Table.IsIn("links", word);

    private static bool IsCount(ReadOnlySpan<char> word) => char.IsAsciiDigit(word[0]) || Table.IsIn("counts", word);

    private static int Count(FoldedText text, Func<ReadOnlySpan<char>, bool> fits)
    {
        var count = 0;
        for (var index = 0; index < text.Count; index++)
        {
            count += fits(text.Word(index)) ? 1 : 0;
        }

        return count;
    }
}
