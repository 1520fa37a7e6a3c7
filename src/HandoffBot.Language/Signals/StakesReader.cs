using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Models;
using HandoffBot.Language.Signals.Phrases;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals;

/// <summary>
/// Reads what is at stake. The rules decide first; the model may add what they do not know, sooner where a topic of the lexicon names the matter.
/// Where several things are at stake, the gravest one is named: the order of <see cref="Stakes"/>, but a medical need comes before everything except danger. Money counts as large from <see cref="LargeAmount"/> on, and only when something is wrong with it.
/// </summary>
/// <remarks>
/// Wanting to leave, insults, and an outage on which nobody's health or safety hangs never reach more than <see cref="Mild"/>: a policy that hands off on them sets a lower
/// threshold for those kinds.
/// </remarks>
internal sealed class StakesReader(ScoredTurns scored) : ISignalReader
{
    /// <summary>In whole units of the currency.</summary>
    public const decimal LargeAmount = 500;

    /// <summary>The most that <see cref="Stakes.Cancellation"/>, <see cref="Stakes.Abuse"/> and an outage that only annoys count for.</summary>
    public const double Mild = 0.45;

    /// <summary>Likelihood from which the model's reading counts; below, everyday conversations are taken for grave ones.</summary>
    private const double Likely = 0.65;

    /// <summary>
    /// The same where the rules found a figure of speech or a plain question and the turn is too short to say more beside it. Never where somebody's life, health or money is in danger:
    /// there a false alarm costs less than a silence.
    /// </summary>
    private const double LikelyAgainstRule = 0.93;
    private const int WordsOfOneThought = 12;

    /// <summary>The same where the lexicon knows a word of the matter: the topic alone says nothing, but with it the model need not be as sure.</summary>
    private const double LikelyWithTopic = 0.3;

    /// <summary>Likelihood from which somebody's health or safety is taken to hang on what is out.</summary>
    private const double LikelyDependent = 0.25;

    /// <summary>Turns in which an outage is looked for when somebody turns out to depend on it.</summary>
    private const int TurnsBefore = 3;

    /// <summary>Fewer words say too little for the model.</summary>
    private const int FewestWords = 3;

    /// <summary>The lexicon's rule for people whose health or safety may hang on a supply.</summary>
    private const string Dependence = "dependence";

    private static readonly PhraseTable Table = PhraseTable.Load("stakes", rule => rule.IsGuard || Enum.TryParse<Stakes>(rule.Name, out _) || rule is { IsTopic: true, Name: Dependence });

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

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var (found, isDependedOn) = Look(turn.Turn);
        var earlier = turn.Before.Reverse().Where(before => before.IsFromCustomer).Take(TurnsBefore).Select(Look);
        if (found.Stakes == Stakes.Outage)
        {
            isDependedOn |= earlier.Any(before => before.IsDependedOn);
        }
        else if (isDependedOn && found.Value <= Mild && earlier.FirstOrDefault(before => before.Found.Stakes == Stakes.Outage) is { Found: not null } before)
        {
            // What is out was said before; who depends on it comes out now.
            found = before.Found;
        }

        return new(Weighed(found, isDependedOn));

        (Signal Found, bool IsDependedOn) Look(Turn said) => StakesReader.Look(scored.Folded.Of(said), scored.Of(said));
    }

    internal static Signal Read(FoldedText text)
    {
        var (found, isDependedOn) = Look(text, TextScores.Of(text));
        return Weighed(found, isDependedOn);
    }

    private static (Signal Found, bool IsDependedOn) Look(FoldedText text, TextScores scores)
    {
        var all = Table.Find(text);
        var matches = all.FindAll(match => !match.Rule.IsGuard);
        var found = ByRule(text, matches) ?? (text.SpelledWords >= FewestWords ? ByModel(text, scores, matches, isFigurative: matches.Count < all.Count && text.Count <= WordsOfOneThought) : ByTopic(text, matches)) ?? Signal.None(SignalKind.Stakes, 0.8);
        return (found, IsDependedOn(matches, scores));
    }

    /// <summary>A street without power is one thing, an oxygen machine without it another.</summary>
    private static Signal Weighed(Signal found, bool isDependedOn) => found.Stakes == Stakes.Outage && !isDependedOn ? found with { Value = Math.Min(found.Value, Mild) } : found;

    private static Signal? ByRule(FoldedText text, List<PhraseMatch> matches)
    {
        var amount = new Lazy<decimal>(() => Amounts.Largest(text.Original));
        (Stakes Stakes, PhraseMatch Match)? gravest = null;
        foreach (var match in matches)
        {
            if (!match.Rule.IsTopic && Enum.Parse<Stakes>(match.Rule.Name) is var stakes && (gravest is not { } known || Rank(stakes) < Rank(known.Stakes)) && IsLargeEnough(stakes, amount))
            {
                gravest = (stakes, match);
            }
        }

        return gravest is var (found, at) ? new Signal(SignalKind.Stakes, at.Rule.Value, 0.9) { Stakes = found, Evidence = text.Quote(at.First, at.Last) } : null;
    }

    private static Signal? ByModel(FoldedText text, TextScores scores, List<PhraseMatch> matches, bool isFigurative)
    {
        // The model knows whether a number is money; a rule needs its currency.
        var amount = new Lazy<decimal>(() => Amounts.Largest(text.Original, bare: true));
        foreach (var (stakes, head, alone) in ModelHeads)
        {
            var (isNamed, isDoubted) = (matches.Exists(match => match.Rule.IsTopic && match.Rule.Name == stakes.ToString()), isFigurative && stakes is (Stakes.Bereavement or Stakes.LegalThreat or Stakes.Privacy or Stakes.LargeMoney));
            var likely = isNamed == isDoubted ? alone : isNamed ? LikelyWithTopic : LikelyAgainstRule;
            if (scores[head] is var likelihood && likelihood >= likely && IsLargeEnough(stakes, amount))
            {
                return new Signal(SignalKind.Stakes, Math.Min(Likelihood.Value(likelihood, likely), IsMild(stakes) ? Mild : 1), likelihood) { Stakes = stakes, Evidence = scores.Evidence(head) };
            }
        }

        return null;
    }

    /// <summary>Whether the text speaks of somebody whose health or safety may hang on a supply.</summary>
    private static bool IsDependedOn(List<PhraseMatch> matches, TextScores scores) =>
        matches.Exists(match => match.Rule.Name is Dependence or nameof(Stakes.Medical) or nameof(Stakes.Vulnerability) or nameof(Stakes.SelfHarmOrSafety))
        || Math.Max(scores["medical"], scores["vulnerability"]) >= LikelyDependent;

    /// <summary>Too short for the model, a topic is all that was said: "fraud!", "funeral".</summary>
    private static Signal? ByTopic(FoldedText text, List<PhraseMatch> matches) =>
        matches.Where(match => match.Rule.IsTopic && IsGrave(match))
            .Select(match => new Signal(SignalKind.Stakes, match.Rule.Value, 0.6) { Stakes = Enum.Parse<Stakes>(match.Rule.Name), Evidence = text.Quote(match.First, match.Last) })
            .MinBy(signal => Rank(signal.Stakes!.Value));

    private static bool IsGrave(PhraseMatch match) => match.Rule.Name is nameof(Stakes.Fraud) or nameof(Stakes.Bereavement) or nameof(Stakes.Medical) or nameof(Stakes.Vulnerability);

    private static bool IsLargeEnough(Stakes stakes, Lazy<decimal> amount) => stakes != Stakes.LargeMoney || amount.Value >= LargeAmount;

    private static bool IsMild(Stakes stakes) => stakes is Stakes.Cancellation or Stakes.Abuse;

    private static int Rank(Stakes stakes) => stakes switch
    {
        Stakes.SelfHarmOrSafety => -2,
        Stakes.Medical => -1,
        _ => (int)stakes,
    };
}
