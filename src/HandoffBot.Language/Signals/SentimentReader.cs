using HandoffBot.Core.Routing;
using HandoffBot.Language.Models;

namespace HandoffBot.Language.Signals;

/// <summary>Reads the tone of a turn, −1 (very negative) to 1, 0 for neutral: from the model, helped by a lexicon with negation and intensity.</summary>
internal sealed class SentimentReader(ScoredTurns scored) : ISignalReader
{
    /// <summary>What the lexicon's tone counts for beside the model's.</summary>
    private const double LexiconShare = 1.0 / 3;

    /// <summary>Tones weaker than this are none: most customers say what is wrong without being upset about it.</summary>
    private const double Neutral = 0.35;

    public SignalKind Kind => SignalKind.Sentiment;

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var (feelings, scores) = (Feelings.In(scored.Folded.Of(turn)), scored.Of(turn));
        var tone = Math.Clamp((feelings.Tone * LexiconShare) + scores["positive"] - scores["negative"], -1, 1);
        var isNeutral = Math.Abs(tone) < Neutral;
        return new(new Signal(SignalKind.Sentiment, isNeutral ? 0 : tone, isNeutral ? 0.4 : 0.7));
    }
}
