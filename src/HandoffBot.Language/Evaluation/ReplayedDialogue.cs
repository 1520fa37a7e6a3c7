using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Evaluation;

/// <summary>A dialogue, and where the router handed it off.</summary>
/// <param name="HandedOffAt">Index of the customer turn in the dialogue's turns; null when it was never handed off.</param>
/// <param name="Reasons">Why; empty when it was not.</param>
public sealed record ReplayedDialogue(GoldDialogue Gold, int? HandedOffAt, IReadOnlyList<Reason> Reasons)
{
    public Timing Timing => (Gold.Gold.Handoff, HandedOffAt) switch
    {
        (false, null) => Timing.Routine,
        (false, _) => Timing.False,
        (true, null) => Timing.Missed,
        (true, { } at) => at < Gold.Gold.FirstTurn ? Timing.Early : at > Gold.Gold.MustBy ? Timing.Late : Timing.InWindow,
    };

    /// <summary>Indices of the customer turns at which handing off is right.</summary>
    public IReadOnlyList<int> RightTurns => Gold.Gold.Handoff
        ? [.. Enumerable.Range(Gold.Gold.FirstTurn!.Value, Gold.Gold.MustBy!.Value - Gold.Gold.FirstTurn.Value + 1).Where(index => Gold.Turns[index].IsFromCustomer)]
        : [];
}

public enum Timing
{
    /// <summary>Rightly not handed off.</summary>
    Routine,
    InWindow,
    Late,
    Early,
    Missed,

    /// <summary>Handed off without need.</summary>
    False,
}
