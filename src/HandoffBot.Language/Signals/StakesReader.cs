using HandoffBot.Core.Routing;
using HandoffBot.Language.Signals.Phrases;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals;

/// <summary>
/// Reads what is at stake. Where several things are, the gravest one is named: the order of <see cref="Stakes"/>, but a medical need comes before everything
/// except danger. Money counts as large from <see cref="LargeAmount"/> on, and only when something is wrong with it.
/// </summary>
internal sealed class StakesReader(FoldedTurns folded) : ISignalReader
{
    /// <summary>In whole units of the currency.</summary>
    public const decimal LargeAmount = 500;

    private static readonly PhraseTable Table = PhraseTable.Load("stakes");

    public SignalKind Kind => SignalKind.Stakes;

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken) => new(Read(folded.Of(turn)));

    internal static Signal Read(FoldedText text)
    {
        (Stakes Stakes, PhraseMatch Match)? gravest = null;
        foreach (var match in Table.Find(text))
        {
            if (!match.Rule.IsGuard && Enum.Parse<Stakes>(match.Rule.Name) is var stakes && (gravest is not { } known || Rank(stakes) < Rank(known.Stakes))
                && (stakes != Stakes.LargeMoney || Amounts.Largest(text.Original) >= LargeAmount))
            {
                gravest = (stakes, match);
            }
        }

        return gravest is var (found, at)
            ? new Signal(SignalKind.Stakes, at.Rule.Value, 0.9) { Stakes = found, Evidence = text.Quote(at.First, at.Last) }
            : Signal.None(SignalKind.Stakes, 0.8);
    }

    private static int Rank(Stakes stakes) => stakes switch
    {
        Stakes.SelfHarmOrSafety => -2,
        Stakes.Medical => -1,
        _ => (int)stakes,
    };
}
