using HandoffBot.Core.Routing;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals;

/// <summary>Reads the tone of a turn, −1 (very negative) to 1, from a lexicon with negation and intensity.</summary>
internal sealed class SentimentReader(FoldedTurns folded) : ISignalReader
{
    public SignalKind Kind => SignalKind.Sentiment;

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var feelings = Feelings.In(folded.Of(turn));
        return new(new Signal(SignalKind.Sentiment, feelings.Tone, feelings.Tone == 0 ? 0.4 : 0.7));
    }
}
