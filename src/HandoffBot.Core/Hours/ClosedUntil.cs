namespace HandoffBot.Core.Hours;

/// <summary>Nobody is on shift for a handoff now.</summary>
/// <param name="Opening">When somebody is again; null when the calendar does not say.</param>
/// <param name="Holiday">The holiday it is today; null on other days.</param>
/// <param name="Zone">The zone to tell times in.</param>
public sealed record ClosedUntil(DateTimeOffset? Opening, string? Holiday, TimeZoneInfo Zone)
{
    /// <summary>Null while it is open.</summary>
    public static ClosedUntil? At(OpeningHours hours, DateTimeOffset now) =>
        hours.IsOpen(now) ? null : new ClosedUntil(hours.NextOpening(now), hours.HolidayAt(now), hours.Zone!);
}
