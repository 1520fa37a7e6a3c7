namespace HandoffBot.Core.Alerts;

/// <summary>What supervisors are alerted about.</summary>
public enum AlertKind
{
    /// <summary>A handoff is about to wait longer than its target.</summary>
    HandoffAtRisk,

    /// <summary>A handoff has waited longer than its target.</summary>
    HandoffOverdue,

    /// <summary>A follow-up is past its due instant.</summary>
    FollowUpOverdue,
}
