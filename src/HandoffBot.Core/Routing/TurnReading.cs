using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;

namespace HandoffBot.Core.Routing;

/// <summary>Everything the router decides from.</summary>
/// <param name="Turn">The customer's turn.</param>
/// <param name="Signals">One per kind at least; a kind may have several readers.</param>
/// <param name="Answers">Matching dialogs, best first; null when the search failed.</param>
/// <param name="Assent">Whether the turn says yes or no to a question of the bot.</param>
public sealed record TurnReading(Turn Turn, IReadOnlyList<Signal> Signals, IReadOnlyList<FoundAnswer>? Answers, Assent Assent)
{
    /// <inheritdoc cref="TurnContext.WrittenIn"/>
    public string? WrittenIn { get; init; }

    /// <summary>The strongest known reading of a kind, or an Unknown one. A value that is no number, as a broken model gives, is not known.</summary>
    public Signal Strongest(SignalKind kind)
    {
        Signal? best = null;
        foreach (var signal in Signals)
        {
            if (signal.Kind == kind && !signal.IsUnknown && !double.IsNaN(signal.Value) && (best is null || signal.Value > best.Value))
            {
                best = signal;
            }
        }

        return best ?? Signal.Unknown(kind);
    }
}
