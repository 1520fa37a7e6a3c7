using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Azure;

/// <summary>
/// How upset a turn is, judged from what Azure AI Language says of its tone and opinions. Stands beside the product's own reading: the stronger one counts, so it can add a
/// handoff and never prevent one.
/// </summary>
internal sealed class AzureDistressReader(TurnMoods moods, AzureLanguageOptions options) : ISignalReader
{
    public SignalKind Kind => SignalKind.Distress;

    public async ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken) =>
        await moods.OfAsync(turn).WaitAsync(cancellationToken) is { } mood
            ? new Signal(SignalKind.Distress, mood.Distress(options.NegativeWeight, options.OpinionWeight), mood.Confidence) { Label = mood.Label, Evidence = mood.Evidence }
            : Signal.Unknown(SignalKind.Distress) with { Label = Mood.Source };
}
