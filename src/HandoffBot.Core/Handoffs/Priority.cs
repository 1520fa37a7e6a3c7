namespace HandoffBot.Core.Handoffs;

/// <summary>How urgent a handoff is: a head start in the line, so that waiting ages every handoff alike and none starves.</summary>
public enum Priority
{
    Normal,
    High,
    Urgent,
    Crisis,
}

public static class PriorityHeadStart
{
    /// <summary>How much earlier than its enqueue instant a handoff is placed.</summary>
    public static TimeSpan HeadStart(this Priority priority) => priority switch
    {
        Priority.Normal => TimeSpan.Zero,
        Priority.High => TimeSpan.FromMinutes(5),
        Priority.Urgent => TimeSpan.FromMinutes(30),
        // Longer than any queue lasts: someone in danger is always next.
        Priority.Crisis => TimeSpan.FromDays(7),
        _ => throw new ArgumentOutOfRangeException(nameof(priority), priority, null),
    };
}
