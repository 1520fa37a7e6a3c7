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

    /// <summary>The target of a transfer cannot take it: unknown, not present, full or without the skill.</summary>
    TargetUnavailable,

    /// <summary>The customer has said something that the agent had not seen. Nothing was written.</summary>
    UnseenTurns,

    /// <summary>It changed hands at this moment: whoever looks again may act again.</summary>
    Conflict,

    /// <summary>It is closed.</summary>
    Closed,
    Unknown,
}
