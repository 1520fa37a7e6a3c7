using System.Globalization;
using HandoffBot.Core;
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
        var totals = new Dictionary<string, long>(StringComparer.Ordinal);
        var groups = new Dictionary<string, GroupCount>(StringComparer.Ordinal);
        foreach (var (hour, figure, count) in await ReadFiguresAsync(from, to))
        {
            totals[figure.Name] = totals.GetValueOrDefault(figure.Name) + count;
            foreach (var key in by is null ? [] : by == "hour" ? [HourName(hour)] : figure.KeysOf(by))
            {
                var group = groups.GetValueOrDefault(key, new GroupCount(0, 0));
                groups[key] = figure.Name switch
                {
                    Figure.HandedOff => group with { HandedOff = group.HandedOff + count },
                    Figure.Conversations => group with { Conversations = group.Conversations + count },
                    Figure.Topics when by == "topic" => group with { Conversations = group.Conversations + count },
                    _ => group,
                };
            }
        }

        return new Counts(Total(Figure.Conversations), Total(Figure.HandedOff), Total(Figure.Closed), Total(Figure.Withdrawn), groups.Where(group => group.Value != new GroupCount(0, 0)).ToDictionary());

        long Total(string figure) => totals.GetValueOrDefault(figure);
    }

    public async Task<IReadOnlyList<long>> ReadTimesToHumanAsync(DateTimeOffset from, DateTimeOffset to)
    {
        var days = new List<string>();
        // Answers lie under the day of asking, which may be long before that of the answer.
        for (var day = from.AddDays(-Limits.ReportedWaitDays); day < to.AddDays(1); day = day.AddDays(1))
        {
            days.Add(PartitionKeys.DayOf(day));
        }

        var answered = await Task.WhenAll(keys.All.SelectMany(at => days.Select(day =>
            database.SortedSetRangeByScoreAsync(at.Answers(day), from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), Exclude.Stop))));
        return [.. answered.SelectMany(entries => entries).Select(entry => HandoffRecord.ReadAnswer(entry).Waited)];
    }

    public async Task<Ledger> ReadLedgerAsync(DateOnly day)
    {
        var parts = await Task.WhenAll(keys.All.Select(at => DayCounters.ReadAsync(database, at, day, options.Value.Skills)));
        var open = parts.All(part => part.Open is not null) ? parts.Sum(part => part.Open!.Value) : await CountOpenAsync(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        return new Ledger(parts.Sum(part => part.Opened), parts.Sum(part => part.Answered), parts.Sum(part => part.Withdrawn), parts.Sum(part => part.FollowUpOwed), open);
    }

    /// <summary>Too many are live for one script: page by page, so that a change meanwhile may show as a difference until it is read again.</summary>
    private async Task<long> CountOpenAsync(string day)
    {
        var open = 0L;
        await foreach (var state in ReadLiveAsync())
        {
            open += HandoffRecord.TryReadAccount(state) is (not HandoffState.Closed, false, var openedOn) && openedOn == day ? 1 : 0;
        }

        return open;
    }

    public IAsyncEnumerable<Handoff> ReadHandoffsAsync(DateTimeOffset from, DateTimeOffset to) => new HandoffExport(database, keys).ReadAsync(from, to).Take(Limits.ExportedHandoffs);

    public async Task<LiveCounts> CountLiveAsync()
    {
        var waiting = await Task.WhenAll(keys.All.SelectMany(at => options.Value.Skills.Select(skill => database.SortedSetLengthAsync(at.Queue(skill)))));
        var (offered, held) = (0L, 0L);
        await foreach (var state in ReadStatesAsync(at => [at.Leases]))
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
    private IAsyncEnumerable<RedisValue> ReadLiveAsync() => ReadStatesAsync(at => options.Value.Skills.Select(at.Queue).Append(at.Leases));

    private async IAsyncEnumerable<RedisValue> ReadStatesAsync(Func<PartitionKeys, IEnumerable<RedisKey>> places)
    {
        foreach (var (at, place) in keys.All.SelectMany(at => places(at).Select(place => (at, place))))
        {
            for (var read = 0L; await database.SortedSetRangeByRankAsync(place, read, read + StatesPerRead - 1) is { Length: > 0 } ids; read += StatesPerRead)
            {
                foreach (var state in await database.HashGetAsync(at.Handoffs, ids))
                {
                    yield return state;
                }
            }
        }
    }

    private async Task<List<(DateTimeOffset Hour, Figure Figure, long Count)>> ReadFiguresAsync(DateTimeOffset from, DateTimeOffset to)
    {
        var hours = HoursOf(from, to).ToArray();
        var entries = await Task.WhenAll(hours.SelectMany(hour => keys.All.Select(async at => (Hour: hour, Figures: await database.HashGetAllAsync(at.Hour(hour))))));
        return [.. entries.SelectMany(read => read.Figures.Select(entry => (read.Hour, Figure.Parse(entry.Name!), (long)entry.Value)))];
    }

    private static string HourName(DateTimeOffset hour) => hour.ToString("yyyy-MM-ddTHH:00:00Z", CultureInfo.InvariantCulture);

    private static IEnumerable<DateTimeOffset> HoursOf(DateTimeOffset from, DateTimeOffset to)
    {
        var first = new DateTimeOffset(from.UtcDateTime.Date.AddHours(from.UtcDateTime.Hour), TimeSpan.Zero);
        for (var hour = first; hour < to; hour = hour.AddHours(1))
        {
            yield return hour;
        }
    }
}
