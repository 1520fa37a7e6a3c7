using HandoffBot.Core;
using HandoffBot.Redis.Handoffs;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.Audit;

/// <summary>
/// Holds agents' loads in one partition against the handoffs they have there. The leases are read a page at a time beside everybody's work, so what is read is a suspicion,
/// which one script confirms. Up to a bound it counts all leases itself, at one instant. Beyond it that would hold up everybody: it then looks only at the handoffs that were
/// found for that agent, and only when a second round has found the same.
/// </summary>
/// <param name="agents">Where all agents stand.</param>
/// <param name="most">Leases up to which they are all counted in the script.</param>
internal sealed class LoadAudit(IDatabase database, PartitionKeys at, RedisKey agents, TimeProvider time, int most = Limits.LedgerSnapshotHandoffs)
{
    private static readonly Script CheckLoads = Script.Load("check-loads");

    /// <summary>Who did not add up in the latest round, and how it looked.</summary>
    private Dictionary<string, Suspicion> _suspected = new(StringComparer.Ordinal);

    /// <returns>What the script found, by agent.</returns>
    public async Task<IReadOnlyList<(string Agent, RedisResult Reply)>> CheckSomeAsync()
    {
        var people = await database.HashKeysAsync(agents);
        var counted = people.Length == 0 ? [] : await database.HashGetAsync(at.Handoffs, [.. people.Select(HandoffFields.Load)]);
        var loads = people.Zip(counted).Where(pair => !pair.Second.IsNull).ToDictionary(pair => (string)pair.First!, pair => (long)pair.Second, StringComparer.Ordinal);
        var held = await ReadHeldAsync();
        var suspected = new Dictionary<string, Suspicion>(StringComparer.Ordinal);
        var found = new List<(string, RedisResult)>();
        foreach (var agent in loads.Keys.Union(held.Keys))
        {
            var (load, theirs) = (loads.GetValueOrDefault(agent), held.GetValueOrDefault(agent) ?? []);
            if (load == theirs.Count || suspected.Count == Limits.AuditedPerRound)
            {
                continue;
            }

            var seen = suspected[agent] = new Suspicion(load, string.Join(' ', theirs.Select(one => $"{one.Key}|{one.Value}").Order(StringComparer.Ordinal)));
            // Work in progress looks different a round later; what looks the same stands still.
            var again = _suspected.GetValueOrDefault(agent) == seen;
            RedisValue[] told = again ? [load, .. theirs.SelectMany(one => new RedisValue[] { one.Key, one.Value })] : [];
            found.Add((agent, await CheckLoads.RunAsync(database, [at.Handoffs, at.Leases, at.Findings], [time.GetUtcNow().Ms(), agent, most, .. told])));
        }

        _suspected = suspected;
        return found;
    }

    /// <summary>Handoffs and their tokens by holder. What moves meanwhile may be missed or seen twice.</summary>
    private async Task<Dictionary<string, Dictionary<string, string>>> ReadHeldAsync()
    {
        var held = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        // A scan shows whatever stays there all the while, also when renewals move it about.
        await foreach (var page in database.SortedSetScanAsync(at.Leases, pageSize: Limits.AuditedPerRound).Select(entry => entry.Element).Chunk(Limits.AuditedPerRound))
        {
            foreach (var (id, state) in page.Zip(await database.HashGetAsync(at.Handoffs, page)))
            {
                if (HandoffRecord.LeaseOf(state) is var (holder, token))
                {
                    (held.TryGetValue(holder, out var theirs) ? theirs : held[holder] = new(StringComparer.Ordinal))[id!] = token;
                }
            }
        }

        return held;
    }

    private sealed record Suspicion(long Load, string Held);
}
