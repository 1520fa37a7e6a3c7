using System.Globalization;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Reports;
using HandoffBot.Redis.Handoffs;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HandoffBot.Redis.Reports;

/// <inheritdoc cref="IReportStore"/>
internal sealed class ReportStore(IDatabase database, Keys keys, IOptions<HandoffOptions> options) : IReportStore
{
    private const int StatesPerRead = 1_000;

    public async Task<Counts> CountAsync(DateTimeOffset from, DateTimeOffset to, string? by)
    {
        var hours = HoursOf(from, to).ToArray();
        var figures = await Task.WhenAll(hours.Select(hour => database.HashGetAllAsync(keys.Hour(hour))));
        var totals = new Dictionary<string, long>(StringComparer.Ordinal);
        var groups = new Dictionary<string, GroupCount>(StringComparer.Ordinal);
        for (var i = 0; i < hours.Length; i++)
        {
            foreach (var (name, value) in figures[i].Select(entry => ((string)entry.Name!, (long)entry.Value)))
            {
                totals[name] = totals.GetValueOrDefault(name) + value;
                if (KeyOf(name, by, hours[i]) is var (figure, key))
                {
                    var group = groups.GetValueOrDefault(key, new GroupCount(0, 0));
                    groups[key] = figure == Figures.HandedOff ? group with { HandedOff = group.HandedOff + value } : group with { Conversations = group.Conversations + value };
                }
            }
        }

        return new Counts(Total(Figures.Conversations), Total(Figures.HandedOff), Total(Figures.Closed), Total(Figures.Withdrawn), groups);

        long Total(string figure) => totals.GetValueOrDefault(figure);
    }

    public async Task<IReadOnlyList<long>> ReadTimesToHumanAsync(DateTimeOffset from, DateTimeOffset to)
    {
        var answered = await database.SortedSetRangeByScoreAsync(keys.Answered, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), Exclude.Stop);
        return [.. answered.Select(entry => long.Parse(((string)entry!).Split(':')[1], CultureInfo.InvariantCulture))];
    }

    public async Task<Ledger> ReadLedgerAsync(DateOnly day)
    {
        var name = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var counted = await database.HashGetAsync(keys.Day(name), ["opened", "answered", "withdrawn", "followUpOwed"]);
        var open = 0L;
        await foreach (var state in ReadLiveAsync())
        {
            open += HandoffRecord.ReadAccount(state) is (true, var opened) && opened == name ? 1 : 0;
        }

        return new Ledger((long)counted[0], (long)counted[1], (long)counted[2], (long)counted[3], open);
    }

    public async Task<LiveCounts> CountLiveAsync()
    {
        var waiting = await Task.WhenAll(options.Value.Skills.Select(skill => database.SortedSetLengthAsync(keys.Queue(skill))));
        var (offered, held) = (0L, 0L);
        await foreach (var state in ReadStatesAsync(keys.Leases))
        {
            switch (HandoffRecord.ReadState(state))
            {
                case HandoffState.Offered:
                    offered++;
                    break;
                case HandoffState.Held:
                    held++;
                    break;
            }
        }

        return new LiveCounts(waiting.Sum(), offered, held);
    }

    /// <summary>States of all handoffs that are in a queue or leased, read from those places and not from the counters they are held against.</summary>
    private async IAsyncEnumerable<RedisValue> ReadLiveAsync()
    {
        foreach (var place in options.Value.Skills.Select(keys.Queue).Append(keys.Leases))
        {
            await foreach (var state in ReadStatesAsync(place))
            {
                yield return state;
            }
        }
    }

    private async IAsyncEnumerable<RedisValue> ReadStatesAsync(RedisKey place)
    {
        for (var at = 0L; await database.SortedSetRangeByRankAsync(place, at, at + StatesPerRead - 1) is { Length: > 0 } ids; at += StatesPerRead)
        {
            foreach (var state in await database.HashGetAsync(keys.State, ids))
            {
                yield return state;
            }
        }
    }

    /// <summary>The figure and group of a counter in the dimension asked for; null when it belongs to another.</summary>
    private static (string Figure, string Key)? KeyOf(string name, string? by, DateTimeOffset hour)
    {
        var parts = name.Split('|', 2);
        if (by is null || parts[0] is not (Figures.Conversations or Figures.HandedOff))
        {
            return null;
        }

        if (by == "hour")
        {
            return parts.Length == 1 ? (parts[0], hour.ToString("yyyy-MM-ddTHH:00:00Z", CultureInfo.InvariantCulture)) : null;
        }

        return parts.Length == 2 && parts[1].StartsWith(by + "=", StringComparison.Ordinal) ? (parts[0], parts[1][(by.Length + 1)..]) : null;
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
