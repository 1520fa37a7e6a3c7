using System.Globalization;
using HandoffBot.Core;
using HandoffBot.Core.Audit;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Reports;
using HandoffBot.Redis.Scripts;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HandoffBot.Redis.Audit;

/// <inheritdoc cref="IAuditStore"/>
internal sealed class AuditStore(IDatabase database, Keys keys, IOptions<HandoffOptions> options, TimeProvider time) : IAuditStore
{
    private static readonly Script RecordFinding = Script.Load("record-finding");

    private readonly PartitionAudit[] _partitions = [.. keys.All.Select(at => new PartitionAudit(database, at, keys.First.Agents, options.Value.Skills, time))];
    private readonly Reconciler _reconciler = new(database, keys, time);
    private bool _knowsSkills;

    public async Task<IReadOnlyList<Finding>> CheckSomeAsync()
    {
        var found = new List<Finding>();
        var removed = await FindRemovedSkillsAsync();
        foreach (var partition in _partitions)
        {
            found.AddRange(await partition.CheckSomeAsync(removed));
        }

        return found;
    }

    /// <summary>Skills that had a queue once and are not configured now. What waits under one that nobody noted is found with the states, later.</summary>
    private async Task<IReadOnlyList<string>> FindRemovedSkillsAsync()
    {
        if (!_knowsSkills)
        {
            await database.HashSetAsync(keys.First.KnownSkills, [.. options.Value.Skills.Select(skill => new HashEntry(skill, 1))]);
            _knowsSkills = true;
        }

        return [.. (await database.HashKeysAsync(keys.First.KnownSkills)).Select(skill => (string)skill!).Except(options.Value.Skills, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<Finding>> ListFindingsAsync() =>
        [.. (await Task.WhenAll(keys.All.Select(at => database.HashGetAllAsync(at.Findings)))).SelectMany(entries => entries).Select(FindingRecord.Read).OrderByDescending(finding => finding.LastSeen).Take(Limits.FindingsShown)];

    public async Task<Reconciliation?> ReconcileAsync(DateOnly day)
    {
        var result = await _reconciler.ReconcileAsync(day);
        if (result is { Agrees: false })
        {
            await RecordFinding.RunAsync(database, [keys.First.Findings],
            [
                time.GetUtcNow().Ms(), FindingKind.LedgerWrong, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "0",
                $"counted and recorded: opened {result.Opened.Counted}, {result.Opened.Recorded}; answered {result.Answered.Counted}, {result.Answered.Recorded}; ended {result.Ended.Counted}, {result.Ended.Recorded}",
            ]);
        }

        return result;
    }

    public Task<Reconciliation?> FindReconciliationAsync(DateOnly day) => _reconciler.FindAsync(day);

    public async Task<long> CountOverdueRepliesAsync(TimeSpan ago)
    {
        var before = (time.GetUtcNow() - ago).ToUnixTimeMilliseconds();
        return (await Task.WhenAll(keys.All.Select(at => database.SortedSetLengthAsync(at.Pending, max: before)))).Sum();
    }

    public async Task<long> CountAskedInVainAsync(DateTimeOffset since)
    {
        var hours = new List<Task<RedisValue>>();
        for (var hour = since; hour <= time.GetUtcNow(); hour = hour.AddHours(1))
        {
            hours.AddRange(keys.All.Select(at => database.HashGetAsync(at.Hour(hour), Figure.AskedInVain)));
        }

        return (await Task.WhenAll(hours)).Sum(count => (long)count);
    }

    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> KeepStatesAsync(IReadOnlyDictionary<string, string> states)
    {
        var known = (await database.HashGetAllAsync(keys.First.PromiseStates)).ToDictionary(entry => (string)entry.Name!, entry => ((string)entry.Value!).Split('|'), StringComparer.Ordinal);
        var now = time.GetUtcNow();
        var since = states.ToDictionary(
            state => state.Key,
            state => known.TryGetValue(state.Key, out var before) && before[0] == state.Value ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(before[1], CultureInfo.InvariantCulture)) : now,
            StringComparer.Ordinal);
        var changed = states.Where(state => since[state.Key] == now).Select(state => new HashEntry(state.Key, $"{state.Value}|{now.ToUnixTimeMilliseconds()}")).ToArray();
        if (changed.Length > 0)
        {
            await database.HashSetAsync(keys.First.PromiseStates, changed);
        }

        return since;
    }
}
