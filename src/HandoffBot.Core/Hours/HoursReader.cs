using System.Globalization;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Hours;

/// <summary>Reads calendars from their configuration and says everything that is wrong with them.</summary>
public static class HoursReader
{
    private const int EveryYear = 0, LeapYear = 2000;

    /// <param name="name">The entry's key, for the faults.</param>
    /// <param name="faults">Gets a sentence for each fault, naming the key.</param>
    public static OpeningHours Read(string name, HoursOptions options, ICollection<string> faults)
    {
        var week = new Dictionary<DayOfWeek, IReadOnlyList<OpeningPeriod>>();
        foreach (var (day, periods) in options.Week)
        {
            if (!Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out var known) || !Enum.IsDefined(known) || char.IsAsciiDigit(day[0]))
            {
                faults.Add($"Handoffs:Hours:{name}:Week:{day} is not a day of the week in English.");
            }
            else
            {
                week[known] = Periods($"Week:{day}", periods);
            }
        }

        var holidays = new Dictionary<(int, int, int), string>();
        foreach (var (date, holiday) in options.Holidays)
        {
            if (Day(date) is { } day)
            {
                holidays[day] = holiday;
            }
            else
            {
                faults.Add($"Handoffs:Hours:{name}:Holidays:{date} is not a date such as 2026-12-25 or 12-25.");
            }
        }

        var openings = new Dictionary<DateOnly, IReadOnlyList<OpeningPeriod>>();
        foreach (var (date, periods) in options.Openings)
        {
            if (DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                openings[day] = Periods($"Openings:{date}", periods);
            }
            else
            {
                faults.Add($"Handoffs:Hours:{name}:Openings:{date} is not a date such as 2026-12-24.");
            }
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.Zone, out var zone))
        {
            faults.Add($"Handoffs:Hours:{name}:Zone '{options.Zone}' is not a time zone such as Europe/Paris.");
        }

        return new OpeningHours(zone ?? TimeZoneInfo.Utc, week, holidays, openings, AlwaysFor());

        IReadOnlyList<OpeningPeriod> Periods(string key, string text)
        {
            if (OpeningPeriod.ReadAll(text) is { } periods)
            {
                return periods;
            }

            faults.Add($"Handoffs:Hours:{name}:{key} '{text}' must read like 09:00-12:30, 14:00-18:00, without overlaps.");
            return [];
        }

        HashSet<Priority> AlwaysFor()
        {
            var always = new HashSet<Priority>();
            foreach (var written in options.AlwaysFor.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (Enum.TryParse<Priority>(written, ignoreCase: true, out var priority) && Enum.IsDefined(priority) && !char.IsAsciiDigit(written[0]))
                {
                    always.Add(priority);
                }
                else
                {
                    faults.Add($"Handoffs:Hours:{name}:AlwaysFor '{written}' must be some of {string.Join(", ", Enum.GetNames<Priority>())}.");
                }
            }

            return always;
        }
    }

    private static (int Year, int Month, int Day)? Day(string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var once) ? (once.Year, once.Month, once.Day)
        // 29 February is a day of every year that has it.
        : DateOnly.TryParseExact($"{LeapYear}-{date}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var yearly) ? (EveryYear, yearly.Month, yearly.Day)
        : null;
}
