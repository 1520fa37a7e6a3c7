namespace HandoffBot.Core.Routing;

/// <summary>One reading of a turn.</summary>
/// <param name="Kind">What was read.</param>
/// <param name="Value">
/// 0 to 1: how strongly it is there. Sentiment: −1 (very negative) to 1. Progress: turns in a row without progress (0, 1, 2 …). Amount: whole units of
/// its currency.
/// </param>
/// <param name="Confidence">0 to 1: how sure the reader is of the value.</param>
public sealed record Signal(SignalKind Kind, double Value, double Confidence)
{
    /// <summary>A finer name for what was found, for example <c>contact_info</c> or the dialog's id.</summary>
    public string? Label { get; init; }

    /// <summary>On <see cref="SignalKind.Stakes"/>: which.</summary>
    public Stakes? Stakes { get; init; }

    /// <summary>The customer's words that it was read from.</summary>
    public string? Evidence { get; init; }

    /// <summary>The reader was late or failed: nothing may be concluded from the value.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The reading of a reader that was late or failed.</summary>
    public static Signal Unknown(SignalKind kind) => new(kind, 0, 0) { IsUnknown = true };

    /// <summary>The reading of a reader that found nothing.</summary>
    public static Signal None(SignalKind kind, double confidence = 1) => new(kind, 0, confidence);
}
