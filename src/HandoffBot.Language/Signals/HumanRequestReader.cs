using HandoffBot.Core.Routing;
using HandoffBot.Language.Models;
using HandoffBot.Language.Signals.Phrases;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals;

/// <summary>
/// Reads whether a person, a role or a call back is asked for, in any language of the lexicon. The rules decide first; where they find nothing, the model may find a request,
/// sooner where a topic of the lexicon names one, and it must be surer in a long turn and where they found that the turn only looks like one (asking for the phone number, whether this is a bot, declining). Such a turn is named by its label.
/// </summary>
internal sealed class HumanRequestReader(ScoredTurns scored) : ISignalReader
{
    /// <summary>From this likelihood on the model's request counts, once it is weighed.</summary>
    private const double Likely = 0.5;

    /// <summary>
    /// What the model's likelihood is weighed with, as log-odds: in a long turn it is too sure of itself, since there is more to mistake for a request; words that name one (a topic
    /// such as "talking to somebody", which alone may as well decline it) speak for it, and a turn that only looks like one needs more. Fitted on labelled text (DECISIONS 61).
    /// </summary>
    private const double Model = 0.89, Words = -1.77, Topic = 2.36, Lookalike = -2.05, Otherwise = 3.28;

    /// <summary>Turns up to this length are weighed alike, and those from the other one on: the model reads long ones sentence by sentence.</summary>
    private const int ShortTurn = 6;
    private const int LongTurn = 30;

    /// <summary>A single word is for the rules: "agent" is a request, "hello?" is not.</summary>
    private const int FewestWords = 2;

    private static readonly PhraseTable Table = PhraseTable.Load("human-request", _ => true);

    public SignalKind Kind => SignalKind.HumanRequest;

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken) => new(Read(scored.Folded.Of(turn), scored.Of(turn)));

    internal static Signal Read(FoldedText text) => Read(text, TextScores.Of(text));

    internal static Signal Read(FoldedText text, TextScores scores)
    {
        PhraseMatch? request = null;
        PhraseMatch? topic = null;
        PhraseMatch? lookalike = null;
        foreach (var match in Table.Find(text))
        {
            if (match.Rule.IsGuard)
            {
                lookalike ??= match;
            }
            else if (match.Rule.IsTopic)
            {
                topic ??= match;
            }
            else if (request is not { } known || match.Rule.Value > known.Rule.Value)
            {
                request = match;
            }
        }

        if (request is { } found)
        {
            return new Signal(SignalKind.HumanRequest, found.Rule.Value, 0.95) { Label = found.Rule.Name, Evidence = text.Quote(found.First, found.Last) };
        }

        var likelihood = Weighed(scores[Heads.HumanRequest], text.Count, topic is not null, lookalike is not null);
        if (likelihood >= Likely && (topic is not null || text.SpelledWords >= FewestWords))
        {
            var (label, evidence) = topic is { } named ? (named.Rule.Name, text.Quote(named.First, named.Last)) : (Heads.HumanRequest, scores.Evidence(Heads.HumanRequest));
            return new Signal(SignalKind.HumanRequest, likelihood, likelihood) { Label = label, Evidence = evidence };
        }

        if (lookalike is { } looks)
        {
            return new Signal(SignalKind.HumanRequest, 0, 0.9) { Label = looks.Rule.Name, Evidence = text.Quote(looks.First, looks.Last) };
        }

        // What the model doubts is no request, but how near it came is worth knowing.
        var (act, _) = scores.Act();
        return new Signal(SignalKind.HumanRequest, Math.Min(likelihood, Likely - 0.01), 1 - likelihood) { Label = act == Heads.HumanRequest ? null : act };
    }

    private static double Weighed(double likelihood, int words, bool hasTopic, bool isLookalike) => Likelihood.OfOdds(
        (Model * Likelihood.Odds(likelihood)) + (Words * Math.Log(1 + Math.Clamp(words, ShortTurn, LongTurn))) + (hasTopic ? Topic : 0) + (isLookalike ? Lookalike : 0) + Otherwise);
}
