using System.Globalization;

namespace HandoffBot.Core.Hours;

/// <summary>A stretch of a working day.</summary>
/// <param name="Begin">Since midnight of its day.</param>
/// <param name="End">Since midnight of its day; later than <paramref name="Begin"/>, past 24 hours when it ends on the next day.</param>
internal readonly record struct OpeningPeriod(TimeSpan Begin, TimeSpan End)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Periods written as <c>09:00-12:30, 14:00-18:00</c>; null when they are not, or when two of them overlap.</summary>
    public static IReadOnlyList<OpeningPeriod>? ReadAll(string text)
    {
        var periods = new List<OpeningPeriod>();
        foreach (var written in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (written.Split('-', StringSplitOptions.TrimEntries) is not [var from, var to] || Time(from) is not { } begin || Time(to) is not { } end || begin == Day)
            {
                return null;
            }

            periods.Add(new OpeningPeriod(begin, end <= begin ? end + Day : end));
        }

        periods.Sort((one, other) => one.Begin.CompareTo(other.Begin));
        return periods.Zip(periods.Skip(1)).Any(pair => pair.Second.Begin < pair.First.End) ? null : periods;
    }

    private static TimeSpan? Time(string text) =>
        text == "24:00" ? Day
        : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan()
        : null;
}
