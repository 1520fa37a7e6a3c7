namespace HandoffBot.Console.Ops;

public enum Period
{
    Today,
    Last24Hours,
    Last7Days,
}

public static class Periods
{
    public static string InWords(this Period period) => period switch
    {
        Period.Today => "Today",
        Period.Last24Hours => "Last 24 hours",
        _ => "Last 7 days",
    };

    /// <summary>When the period began, seen from <paramref name="now"/>; a day begins at midnight in <paramref name="zone"/>.</summary>
    public static DateTimeOffset From(this Period period, DateTimeOffset now, TimeZoneInfo zone)
    {
        switch (period)
        {
            case Period.Last24Hours:
                return now.AddDays(-1);
            case Period.Last7Days:
                return now.AddDays(-7);
            default:
                var midnight = TimeZoneInfo.ConvertTime(now, zone).Date;
                return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
        }
    }
}
