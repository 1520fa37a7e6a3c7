using HandoffBot.Core.Routing;
using HandoffBot.Language.Models;
using HandoffBot.Language.Signals.Phrases;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals;

/// <summary>
/// Reads whether a person, a role or a call back is asked for, in any language of the lexicon. The rules decide first; where they find nothing, the model may find a request,
/// sooner where a topic of the lexicon names one, and it must be surer where they found that the turn only looks like one (asking for the phone number, whether this is a bot, declining). Such a turn is named by its label.
/// </summary>
internal sealed class HumanRequestReader(ScoredTurns scored) : ISignalReader
{
    /// <summary>Likelihood from which the model's request counts, alone and against a rule. The doubtful half adds more false requests than true ones.</summary>
    private const double Likely = 0.7;
    private const double LikelyAgainstRule = 0.93;

    /// <summary>The same where the lexicon knows words that name a request, such as "talking to somebody", which alone may as well decline it.</summary>
    private const double LikelyWithTopic = 0.2;

    /// <summary>A single word is for the rules: "agent" is a request, "hello?" is not.</summary>
    private const int FewestWords = 2;

    private static readonly PhraseTable Table = PhraseTable.Load("human-request");

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

        var likelihood = scores[Heads.HumanRequest];
        if (topic is { } named && likelihood >= LikelyWithTopic)
        {
            return new Signal(SignalKind.HumanRequest, Likelihood.Value(likelihood, LikelyWithTopic), likelihood) { Label = named.Rule.Name, Evidence = text.Quote(named.First, named.Last) };
        }

        if (text.Count >= FewestWords && likelihood >= (lookalike is null && likelihood > scores["decline_human"] ? Likely : LikelyAgainstRule))
        {
            return new Signal(SignalKind.HumanRequest, Likelihood.Value(likelihood, Likely), likelihood) { Label = Heads.HumanRequest, Evidence = scores.Evidence(Heads.HumanRequest) };
        }

        if (lookalike is { } looks)
        {
            return new Signal(SignalKind.HumanRequest, 0, 0.9) { Label = looks.Rule.Name, Evidence = text.Quote(looks.First, looks.Last) };
        }

        // What the model doubts is no request, but how near it came is worth knowing.
        var (act, _) = scores.Act();
        return new Signal(SignalKind.HumanRequest, Likelihood.Value(Math.Min(likelihood, Likely - 0.01), Likely), 1 - likelihood) { Label = act == Heads.HumanRequest ? null : act };
    }
}
