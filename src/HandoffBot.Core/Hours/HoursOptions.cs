namespace HandoffBot.Core.Hours;

/// <summary>When people work on a queue: an entry of <c>Handoffs:Hours</c>. Without one, a queue is always open.</summary>
public sealed class HoursOptions
{
    /// <summary>IANA name of the time zone that all times are in, such as <c>Europe/Paris</c>.</summary>
    public string Zone { get; set; } = "UTC";

    /// <summary>
    /// Periods by day of the week (<c>Monday</c>): <c>09:00-12:30, 14:00-18:00</c>. One that ends at or before its beginning ends on the next day; <c>24:00</c> is
    /// midnight at the end. A day that is not named is closed.
    /// </summary>
    public Dictionary<string, string> Week { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Days off by date, <c>2026-12-25</c> or every year <c>12-25</c>, with the name that customers read. No period begins on them.</summary>
    public Dictionary<string, string> Holidays { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Periods by date, <c>2026-12-24</c>, that replace those of the week and of holidays on that day.</summary>
    public Dictionary<string, string> Openings { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Priorities, parted by commas, for which somebody is always there: <c>Crisis, Urgent</c>.</summary>
    public string AlwaysFor { get; set; } = "";
}
