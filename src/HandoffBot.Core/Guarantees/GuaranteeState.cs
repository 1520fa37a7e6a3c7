namespace HandoffBot.Core.Guarantees;

/// <summary>Worst last.</summary>
public enum GuaranteeState
{
    Kept,

    /// <summary>Nothing is broken now, but something that protects the promise is missing, or it had to be put right within the last day.</summary>
    AtRisk,
    Broken,
}
