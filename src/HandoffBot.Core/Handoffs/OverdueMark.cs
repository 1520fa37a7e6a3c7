namespace HandoffBot.Core.Handoffs;

/// <summary>How far the care for a long wait has come. Each is reached once.</summary>
public enum OverdueMark
{
    None,

    /// <summary>A share of the target has passed: others may take it, supervisors were alerted, the customer was offered a callback.</summary>
    AtRisk,

    /// <summary>The target has passed. It waits on, and is overdue until a named person has it.</summary>
    Overdue,
}
