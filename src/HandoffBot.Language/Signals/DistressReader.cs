using HandoffBot.Core.Routing;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals;

/// <summary>
/// Reads anger, fear and despair, 0 to 1. Swearing for emphasis alone stays low. A turn that is upset after upset turns weighs more than the same words at the
/// start: what rises is what a person should see.
/// </summary>
internal sealed class DistressReader(FoldedTurns folded) : ISignalReader
{
    private const int TurnsBefore = 3;
    private const double Upset = 0.25;
    private const double Carried = 0.5;

    public SignalKind Kind => SignalKind.Distress;

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var text = folded.Of(turn);
        var now = Feelings.In(text);
        var distress = now.Distress;
        if (distress >= Upset)
        {
            var before = folded.CustomerBefore(turn, TurnsBefore).Select(earlier => Feelings.In(earlier).Distress).DefaultIfEmpty().Max();
            distress = 1 - ((1 - distress) * (1 - (before >= Upset ? Carried * before : 0)));
        }

        return new(new Signal(SignalKind.Distress, distress, 0.7)
        {
            Label = now.Strongest?.Rule.Name,
            Evidence = now.Strongest is { } strongest ? text.Quote(strongest.First, strongest.Last) : null,
        });
    }
}
