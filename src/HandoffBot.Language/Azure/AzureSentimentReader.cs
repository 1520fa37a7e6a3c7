using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Azure;

/// <summary>The tone of a turn as Azure AI Language reads it, beside the product's own reading.</summary>
internal sealed class AzureSentimentReader(TurnMoods moods) : ISignalReader
{
    public SignalKind Kind => SignalKind.Sentiment;

    public async ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken) =>
        await moods.OfAsync(turn).WaitAsync(cancellationToken) is { } mood
            ? new Signal(SignalKind.Sentiment, mood.Tone, mood.Confidence) { Label = mood.Label, Evidence = mood.Evidence }
            : Signal.Unknown(SignalKind.Sentiment) with { Label = Mood.Source };
}
