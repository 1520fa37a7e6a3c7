namespace HandoffBot.Core.Handoffs;

/// <summary>What ends a lease or changes hands and cannot be seen from the handoff afterwards: somebody else may have it by then.</summary>
public enum HandoffAct
{
    /// <summary>Declined or given back by its holder.</summary>
    Declined,
    Transferred,
    Reassigned,
}
