using HandoffBot.Core.Routing;
using HandoffBot.Language.Models;
using HandoffBot.Language.Signals.Phrases;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals;

/// <summary>
/// Reads what is at stake. The rules decide first; the model may add what they do not know. Where several things are at stake, the gravest one is named: the order of
/// <see cref="Stakes"/>, but a medical need comes before everything except danger. Money counts as large from <see cref="LargeAmount"/> on, and only when something is wrong with it.
/// </summary>
/// <remarks>Wanting to leave and insults never reach more than <see cref="Mild"/>: a policy that hands off on them sets a lower threshold for those kinds.</remarks>
internal sealed class StakesReader(ScoredTurns scored) : ISignalReader
{
    /// <summary>In whole units of the currency.</summary>
    public const decimal LargeAmount = 500;

    /// <summary>The most that <see cref="Stakes.Cancellation"/> and <see cref="Stakes.Abuse"/> count for.</summary>
    public const double Mild = 0.45;

    /// <summary>Likelihood from which the model's reading counts; below, everyday conversations are taken for grave ones.</summary>
    private const double Likely = 0.65;

    /// <summary>Fewer words say too little for the model.</summary>
    private const int FewestWords = 3;

    private static readonly PhraseTable Table = PhraseTable.Load("stakes");

    /// <summary>The model's heads by what they are about, gravest first.</summary>
    private static readonly (Stakes Stakes, string Head, double Likely)[] ModelHeads =
    [
        .. new (Stakes Stakes, string Head, double Likely)[]
        {
            (Stakes.SelfHarmOrSafety, "self_harm_or_safety", Likely),
            (Stakes.Fraud, "fraud", Likely),
            (Stakes.Bereavement, "bereavement", Likely),
            (Stakes.LegalThreat, "legal_threat", Likely),
            (Stakes.Vulnerability, "vulnerability", Likely),
            (Stakes.Medical, "medical", Likely),
            (Stakes.Outage, "outage", Likely),
            (Stakes.Privacy, "privacy", Likely),
            (Stakes.LargeMoney, "large_money", Likely),
            (Stakes.Cancellation, "cancellation", Likely),
            (Stakes.Abuse, "abuse", Likely),
        }.OrderBy(head => Rank(head.Stakes)),
    ];

    public SignalKind Kind => SignalKind.Stakes;

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken) => new(Read(scored.Folded.Of(turn), scored.Of(turn)));

    internal static Signal Read(FoldedText text) => Read(text, TextScores.Of(text));

    private static Signal Read(FoldedText text, TextScores scores)
    {
        var amount = new Lazy<decimal>(() => Amounts.Largest(text.Original));
        return ByRule(text, amount) ?? (text.Count >= FewestWords ? ByModel(scores, amount) : null) ?? Signal.None(SignalKind.Stakes, 0.8);
    }

    private static Signal? ByRule(FoldedText text, Lazy<decimal> amount)
    {
        (Stakes Stakes, PhraseMatch Match)? gravest = null;
        foreach (var match in Table.Find(text))
        {
            if (!match.Rule.IsGuard && Enum.Parse<Stakes>(match.Rule.Name) is var stakes && (gravest is not { } known || Rank(stakes) < Rank(known.Stakes)) && IsLargeEnough(stakes, amount))
            {
                gravest = (stakes, match);
            }
        }

        return gravest is var (found, at) ? new Signal(SignalKind.Stakes, at.Rule.Value, 0.9) { Stakes = found, Evidence = text.Quote(at.First, at.Last) } : null;
    }

    private static Signal? ByModel(TextScores scores, Lazy<decimal> amount)
    {
        foreach (var (stakes, head, likely) in ModelHeads)
        {
            if (scores[head] is var likelihood && likelihood >= likely && IsLargeEnough(stakes, amount))
            {
                return new Signal(SignalKind.Stakes, Likelihood.Value(likelihood, likely) * (IsMild(stakes) ? Mild : 1), likelihood) { Stakes = stakes, Evidence = scores.Evidence(head) };
            }
        }

        return null;
    }

    private static bool IsLargeEnough(Stakes stakes, Lazy<decimal> amount) => stakes != Stakes.LargeMoney || amount.Value >= LargeAmount;

    private static bool IsMild(Stakes stakes) => stakes is Stakes.Cancellation or Stakes.Abuse;

    private static int Rank(Stakes stakes) => stakes switch
    {
        Stakes.SelfHarmOrSafety => -2,
        Stakes.Medical => -1,
        _ => (int)stakes,
    };
}
