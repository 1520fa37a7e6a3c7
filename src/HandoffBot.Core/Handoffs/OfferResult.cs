namespace HandoffBot.Core.Handoffs;

/// <summary>The store's answer to a wish for work.</summary>
/// <param name="Handoff">With its lease, on <see cref="OfferOutcome.Offered"/>; as it stands (holder named) on <see cref="OfferOutcome.AlreadyTaken"/>.</param>
public sealed record OfferResult(OfferOutcome Outcome, Handoff? Handoff = null);

public enum OfferOutcome
{
    Offered,
    NoWork,

    /// <summary>The agent's capacity is used up.</summary>
    NoRoom,

    /// <summary>The agent is away or offline.</summary>
    NotPresent,

    /// <summary>Somebody else has it, or it is closed.</summary>
    AlreadyTaken,
    Unknown,
}
