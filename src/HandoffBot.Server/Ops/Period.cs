using System.Globalization;
using HandoffBot.Core;
using HandoffBot.Server.Problems;

namespace HandoffBot.Server.Ops;

/// <summary>The interval a report is about.</summary>
internal readonly record struct Period(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Reads <c>from</c> and <c>to</c> (ISO 8601; without an offset, UTC); the last 24 hours where they are left out.</summary>
    public static Period Read(string? from, string? to, DateTimeOffset now, Input input)
    {
        var until = Instant("to", to, input) ?? now;
        var since = Instant("from", from, input) ?? until - TimeSpan.FromHours(24);
        if (input.IsValid && (since >= until || until - since > TimeSpan.FromDays(Limits.ReportDays)))
        {
            input.Refuse("from", $"'from' must be before 'to', by {Limits.ReportDays} days at most.");
        }

        if (until.Year == DateTimeOffset.MaxValue.Year)
        {
            input.Refuse("to", "'to' must be before the year 9999.");
        }

        return new Period(since, until);
    }

    /// <summary>Reads <c>date</c> (<c>2026-01-31</c>); today in UTC when it is left out.</summary>
    public static DateOnly ReadDay(string? date, DateTimeOffset now, Input input)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (date is null or "")
        {
            return today;
        }

        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            input.Refuse("date", "'date' must be a day such as 2026-01-31.");
        }

        return day;
    }

    private static DateTimeOffset? Instant(string field, string? text, Input input)
    {
        if (text is null or "")
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) && char.IsAsciiDigit(text[0]) && text.Length >= 10 && text[4] == '-')
        {
            return instant;
        }

        input.Refuse(field, $"'{field}' must be an instant such as 2026-01-31T08:00:00Z.");
        return null;
    }
}
