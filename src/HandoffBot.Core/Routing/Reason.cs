namespace HandoffBot.Core.Routing;

/// <summary>Why a decision was taken.</summary>
/// <param name="Code">The kind of reason.</param>
/// <param name="Evidence">The customer's words, or what was missing; null where there is nothing to quote.</param>
public sealed record Reason(ReasonCode Code, string? Evidence = null)
{
    /// <summary>On <see cref="ReasonCode.HighStakes"/>: what is at stake, where it is known.</summary>
    public Stakes? Stakes { get; init; }

    /// <summary>The rule of the policy that says so, where one does.</summary>
    public string? Rule { get; init; }

    /// <summary>What the reader calls what it found, for example <c>asks_again</c>.</summary>
    public string? Label { get; init; }

    /// <summary>On <see cref="ReasonCode.NoProgress"/>: turns in a row.</summary>
    public int? Times { get; init; }

    /// <summary>On <see cref="ReasonCode.Emotion"/>: it has grown since the turn before.</summary>
    public bool? IsRising { get; init; }
}
