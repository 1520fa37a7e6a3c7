using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Hours;

/// <summary>
/// A calendar of working time. Pure. A local time that a change of clocks skips counts as the instant of the change; one that happens twice begins at its first and
/// ends at its second occurrence, so that no change of clocks closes a queue early.
/// </summary>
public sealed class OpeningHours
{
    private readonly TimeZoneInfo? _zone;
    private readonly IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpeningPeriod>> _week;
    private readonly IReadOnlyDictionary<(int Year, int Month, int Day), string> _holidays;
    private readonly IReadOnlyDictionary<DateOnly, IReadOnlyList<OpeningPeriod>> _openings;

    internal OpeningHours(
        TimeZoneInfo? zone,
        IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpeningPeriod>> week,
        IReadOnlyDictionary<(int Year, int Month, int Day), string> holidays,
        IReadOnlyDictionary<DateOnly, IReadOnlyList<OpeningPeriod>> openings,
        IReadOnlySet<Priority> alwaysFor) =>
        (_zone, _week, _holidays, _openings, AlwaysFor) = (zone, week, holidays, openings, alwaysFor);

    /// <summary>Somebody is there at any hour.</summary>
    public static OpeningHours Always { get; } = new(
        null, new Dictionary<DayOfWeek, IReadOnlyList<OpeningPeriod>>(), new Dictionary<(int, int, int), string>(), new Dictionary<DateOnly, IReadOnlyList<OpeningPeriod>>(), new HashSet<Priority>());

    /// <summary>The zone the times are in; null when always open.</summary>
    public TimeZoneInfo? Zone => _zone;

    internal IReadOnlySet<Priority> AlwaysFor { get; }

    public bool IsOpen(DateTimeOffset at) => _zone is null || IntervalsFrom(at, at.AddTicks(1)).Any(open => open.From <= at && at < open.To);

    /// <summary>When it opens next: the instant itself while it is open; null when that is more than <see cref="Limits.DaysToOpening"/> away.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at)
    {
        if (_zone is null)
        {
            return at;
        }

        var open = IntervalsFrom(at, at.AddDays(Limits.DaysToOpening)).FirstOrDefault(open => open.To > at);
        return open == default ? null : open.From > at ? open.From : at;
    }

    /// <summary>Working time between two instants; zero when they are not in order.</summary>
    public TimeSpan OpenBetween(DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from)
        {
            return TimeSpan.Zero;
        }

        return _zone is null ? to - from : IntervalsFrom(from, to).Aggregate(TimeSpan.Zero, (sum, open) => sum + Overlap(open, from, to));
    }

    /// <summary>The instant at which so much working time has passed; null when it does not within <see cref="Limits.DaysToOpening"/>.</summary>
    public DateTimeOffset? After(DateTimeOffset from, TimeSpan workingTime)
    {
        if (_zone is null || workingTime <= TimeSpan.Zero)
        {
            return from + workingTime;
        }

        var left = workingTime;
        foreach (var open in IntervalsFrom(from, from.AddDays(Limits.DaysToOpening)))
        {
            var begin = open.From > from ? open.From : from;
            if (open.To - begin >= left)
            {
                return begin + left;
            }

            left -= open.To > begin ? open.To - begin : TimeSpan.Zero;
        }

        return null;
    }

    /// <summary>The name of the holiday that an instant falls on; null on other days.</summary>
    public string? HolidayAt(DateTimeOffset at)
    {
        if (_zone is null)
        {
            return null;
        }

        var day = LocalDay(at);
        return _openings.ContainsKey(day) ? null : Holiday(day);
    }

    /// <summary>Open stretches in order, without overlaps, that may touch the time between two instants.</summary>
    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> IntervalsFrom(DateTimeOffset from, DateTimeOffset to)
    {
        // A period may have begun the day before, and end on the day after.
        var last = LocalDay(to);
        (DateTimeOffset From, DateTimeOffset To) pending = default;
        for (var day = LocalDay(from).AddDays(-1); day <= last; day = day.AddDays(1))
        {
            foreach (var period in PeriodsOf(day))
            {
                var (begin, end) = (Instant(day, period.Begin, isEnd: false), Instant(day, period.End, isEnd: true));
                if (pending != default && begin <= pending.To)
                {
                    pending.To = end > pending.To ? end : pending.To;
                }
                else
                {
                    if (pending != default)
                    {
                        yield return pending;
                    }

                    pending = (begin, end);
                }
            }
        }

        if (pending != default)
        {
            yield return pending;
        }
    }

    private IReadOnlyList<OpeningPeriod> PeriodsOf(DateOnly day) =>
        _openings.TryGetValue(day, out var special) ? special
        : Holiday(day) is null ? _week.GetValueOrDefault(day.DayOfWeek, [])
        : [];

    private string? Holiday(DateOnly day) => _holidays.GetValueOrDefault((day.Year, day.Month, day.Day)) ?? _holidays.GetValueOrDefault((0, day.Month, day.Day));

    private DateOnly LocalDay(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, _zone!).DateTime);

    private DateTimeOffset Instant(DateOnly day, TimeSpan sinceMidnight, bool isEnd)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + sinceMidnight;
        while (_zone!.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = _zone.IsAmbiguousTime(local)
            ? isEnd ? _zone.GetAmbiguousTimeOffsets(local).Min() : _zone.GetAmbiguousTimeOffsets(local).Max()
            : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    private static TimeSpan Overlap((DateTimeOffset From, DateTimeOffset To) open, DateTimeOffset from, DateTimeOffset to)
    {
        var (begin, end) = (open.From > from ? open.From : from, open.To < to ? open.To : to);
        return end > begin ? end - begin : TimeSpan.Zero;
    }
}
