using StackExchange.Redis;

namespace HandoffBot.Redis.Reports;

/// <summary>The hourly counters of all partitions.</summary>
internal static class HourFigures
{
    public static async Task<List<(DateTimeOffset Hour, Figure Figure, long Count)>> ReadAsync(IDatabase database, Keys keys, DateTimeOffset from, DateTimeOffset to)
    {
        var hours = HoursOf(from, to).ToArray();
        var entries = await Task.WhenAll(hours.SelectMany(hour => keys.All.Select(async at => (Hour: hour, Figures: await database.HashGetAllAsync(at.Hour(hour))))));
        return [.. entries.SelectMany(read => read.Figures.Select(entry => (read.Hour, Figure.Parse(entry.Name!), (long)entry.Value)))];
    }

    private static IEnumerable<DateTimeOffset> HoursOf(DateTimeOffset from, DateTimeOffset to)
    {
        var first = new DateTimeOffset(from.UtcDateTime.Date.AddHours(from.UtcDateTime.Hour), TimeSpan.Zero);
        for (var hour = first; hour < to; hour = hour.AddHours(1))
        {
            yield return hour;
        }
    }
}
