using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Signals;

/// <summary>Reads the largest amount of money a turn names, in whole units of its currency; what it means is for the policy to say.</summary>
internal sealed class AmountReader : ISignalReader
{
    public SignalKind Kind => SignalKind.Amount;

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var largest = Amounts.Largest(turn.Text);
        return new(largest > 0 ? new Signal(SignalKind.Amount, (double)largest, 0.9) : Signal.None(SignalKind.Amount));
    }
}
