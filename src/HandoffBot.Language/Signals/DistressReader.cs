using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Models;

namespace HandoffBot.Language.Signals;

/// <summary>
/// Reads anger, fear and despair, 0 to 1, from the lexicon and the model, whichever finds more; what the model finds absurd counts half of what the lexicon
/// says. Swearing for emphasis alone stays low. A turn that is upset after upset turns weighs more than the same words at the start: what rises is what a person should see.
/// </summary>
internal sealed class DistressReader(ScoredTurns scored) : ISignalReader
{
    private const int TurnsBefore = 3;
    private const double Upset = 0.25;
    private const double Carried = 0.5;

    /// <summary>Fewer words say too little for the model.</summary>
    private const int FewestWords = 3;

    /// <summary>Likelihood of a level of 2 of 3 from which the model's reading counts, and what it counts for then.</summary>
    private const double LikelyAngry = 0.8;
    private const double LikelyDistressed = 0.8;
    private const double Strong = 0.6;

    /// <summary>Likelihood of a level of 2 below which the lexicon's words are taken for a figure of speech ("scared stiff of needles, is there a cream"), and what is left of them then.</summary>
    private const double Figurative = 0.1;
    private const double FigurativeShare = 0.5;

    /// <summary>Likelihood of the highest level from which it counts, and what it counts for.</summary>
    private const double LikelyExtreme = 0.5;
    private const double Extreme = 0.85;

    public SignalKind Kind => SignalKind.Distress;

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var now = Read(turn.Turn);
        var distress = now.Value;
        if (distress >= Upset)
        {
            var before = turn.Before.Reverse().Where(earlier => earlier.IsFromCustomer).Take(TurnsBefore).Select(earlier => Read(earlier).Value).DefaultIfEmpty().Max();
            distress = 1 - ((1 - distress) * (1 - (before >= Upset ? Carried * before : 0)));
        }

        return new(new Signal(SignalKind.Distress, distress, 0.7) { Label = now.Label, Evidence = now.Evidence });
    }

    private (double Value, string? Label, string? Evidence) Read(Turn turn)
    {
        var text = scored.Folded.Of(turn);
        var ruled = Feelings.In(text);
        var scores = scored.Of(turn);
        var (angry, distressed) = (Likelihood.Value(scores["anger2"], LikelyAngry, Strong), Likelihood.Value(scores["distress2"], LikelyDistressed, Strong));
        var lexicon = ruled.Distress * (Math.Max(scores["anger2"], scores["distress2"]) < Figurative ? FigurativeShare : 1);
        var head = angry >= distressed ? "anger2" : "distress2";

        // How sure the model is of level 2 says little about how strong it is; level 3 does.
        var isExtreme = scores[head[..^1] + "3"] >= LikelyExtreme;
        var likely = text.Count < FewestWords ? 0 : Math.Min(Math.Max(angry, distressed), Strong);
        likely = likely >= Strong && isExtreme ? Extreme : likely;

        // Below the level that counts, the lexicon decides how upset somebody is.
        return likely >= Strong && likely > lexicon
            ? (likely, head[..^1], scores.Evidence(head))
            : (lexicon, ruled.Strongest?.Rule.Name, ruled.Strongest is { } strongest ? text.Quote(strongest.First, strongest.Last) : null);
    }
}
