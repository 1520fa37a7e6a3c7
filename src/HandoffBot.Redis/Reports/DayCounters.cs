using System.Globalization;
using HandoffBot.Core;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.Reports;

/// <summary>What became of the handoffs of one day in one partition, at one instant.</summary>
/// <param name="Open">Null when more are live than an atomic count may look through.</param>
internal sealed record DayCounters(long Opened, long Answered, long Withdrawn, long FollowUpOwed, long? Open)
{
    private static readonly Script Count = Script.Load("count-ledger");

    /// <param name="skills">Whose queues to look for open ones in; none when only the counters matter.</param>
    public static async Task<DayCounters> ReadAsync(IDatabase database, PartitionKeys at, DateOnly day, params IEnumerable<string> skills)
    {
        var name = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        var queues = skills.Select(at.Queue).ToArray();
        RedisKey[] on = [at.Day(name), at.Answers(name), at.Handoffs, .. Enumerable.Range(0, 24).Select(hour => at.Hour(start.AddHours(hour))), .. queues.Length == 0 ? [] : queues.Append(at.Leases)];
        var reply = await Count.RunAsync(database, on, [name, Limits.LedgerSnapshotHandoffs]);
        return new DayCounters((long)reply[0], (long)reply[1], (long)reply[2], (long)reply[3], (long)reply[4] is >= 0 and var open ? open : null);
    }
}
