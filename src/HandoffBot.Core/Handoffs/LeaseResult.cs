namespace HandoffBot.Core.Handoffs;

/// <summary>The store's answer to a holder's action.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Until">The lease's end after the action, where there is one.</param>
/// <param name="Seq">Last sequence number of the conversation after the action.</param>
public readonly record struct LeaseResult(LeaseOutcome Outcome, DateTimeOffset? Until = null, long Seq = 0);

public enum LeaseOutcome
{
    Done,

    /// <summary>The token is not that of a live lease: expired, taken over or closed. Nothing was written.</summary>
    LeaseLost,

    /// <summary>The target of a transfer cannot take it: unknown, not present or full.</summary>
    TargetUnavailable,
    Unknown,
}
