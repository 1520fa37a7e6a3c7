using HandoffBot.Core.Routing;
using HandoffBot.Language.Models;

namespace HandoffBot.Language.Signals;

/// <summary>Reads the tone of a turn, −1 (very negative) to 1: from a lexicon with negation and intensity, and from the model where the lexicon knows no word of it.</summary>
internal sealed class SentimentReader(ScoredTurns scored) : ISignalReader
{
    private const double Neutral = 0.2;

    public SignalKind Kind => SignalKind.Sentiment;

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var feelings = Feelings.In(scored.Folded.Of(turn));
        var tone = feelings.Tone;
        if (tone == 0)
        {
            var scores = scored.Of(turn);
            tone = (scores["positive"] - scores["negative"]) / 2;
        }

        return new(new Signal(SignalKind.Sentiment, tone, Math.Abs(tone) < Neutral ? 0.4 : 0.7));
    }
}
