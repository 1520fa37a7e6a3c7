using System.Net;
using HandoffBot.Core;
using StackExchange.Redis;

namespace HandoffBot.Redis;

/// <summary>Says whether the store keeps its promises: every primary that has a part of it takes writes, writes its log, never evicts, and has the replicas asked for.</summary>
public sealed class StoreHealth
{
    private readonly IConnectionMultiplexer _connection;
    private readonly Keys _keys;
    private readonly bool _isEmbedded;
    private readonly int _replicas;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private Task<StoreHealthReport>? _latest;
    private long _askedAt;

    internal StoreHealth(IConnectionMultiplexer connection, Keys keys, bool isEmbedded, int replicas, TimeProvider time)
    {
        (_connection, _keys, _isEmbedded, _replicas, _time) = (connection, keys, isEmbedded, replicas, time);
    }

    /// <summary>Asks the store, at most once in <see cref="Limits.HealthKeptFor"/> however many ask. Never throws.</summary>
    public Task<StoreHealthReport> CheckAsync()
    {
        lock (_lock)
        {
            if (_latest is null || (_latest.IsCompleted && _time.GetElapsedTime(_askedAt) >= Limits.HealthKeptFor))
            {
                (_askedAt, _latest) = (_time.GetTimestamp(), AskAsync());
            }

            return _latest;
        }
    }

    private async Task<StoreHealthReport> AskAsync()
    {
        try
        {
            var written = await ReadPartitionsAsync();
            if (written != _keys.All.Length)
            {
                return StoreHealthReport.Refused($"The data lies in {written} partitions, but Redis:Partitions is {_keys.All.Length}: conversations would be looked for where they are not. Set it to {written}.");
            }

            return _isEmbedded ? new StoreHealthReport(true, null, "Embedded store; every change is on disk, whole, before it is answered. One server, one disk.") : await AskPrimariesAsync();
        }
        catch (RedisServerException exception)
        {
            return StoreHealthReport.Refused($"Redis refuses to write: {exception.Message}", isAway: true);
        }
        catch (Exception)
        {
            // Whatever it was, a store that cannot be asked is not one to make promises on.
            return StoreHealthReport.Refused("Redis does not answer.", isAway: true);
        }
    }

    /// <summary>With how many partitions the data was begun.</summary>
    private async Task<int> ReadPartitionsAsync()
    {
        var database = _connection.GetDatabase();
        await database.StringSetAsync(_keys.Partitions, _keys.All.Length, when: When.NotExists);
        return (int)await database.StringGetAsync(_keys.Partitions);
    }

    private async Task<StoreHealthReport> AskPrimariesAsync()
    {
        var primaries = new Dictionary<EndPoint, PartitionKeys>();
        foreach (var at in _keys.All)
        {
            if (_connection.GetServer(at.Fence) is not { IsConnected: true, IsReplica: false } primary)
            {
                return StoreHealthReport.Refused("A part of the store has no primary that can be reached.", isAway: true);
            }

            primaries[primary.EndPoint] = at;
        }

        var reports = await Task.WhenAll(primaries.Select(part => AskAsync(_connection.GetServer(part.Key), part.Value)));
        return Array.Find(reports, report => !report.IsReady) ?? Array.Find(reports, report => report.AtRisk is not null) ?? reports[0];
    }

    private async Task<StoreHealthReport> AskAsync(IServer primary, PartitionKeys at)
    {
        // A full disk, too few replicas or a lost majority show only when something is written.
        await _connection.GetDatabase().StringSetAsync(at.Fence, "1");

        var (policy, log, sync) = (await ReadAsync(primary, "maxmemory-policy"), await ReadAsync(primary, "appendonly"), await ReadAsync(primary, "appendfsync"));
        if (policy is not (null or "noeviction"))
        {
            return StoreHealthReport.Refused($"Redis may evict keys: maxmemory-policy is {policy}. Set it to noeviction.");
        }

        if (log is not (null or "yes"))
        {
            return StoreHealthReport.Refused("Redis keeps nothing over a restart: appendonly is off. Set appendonly yes.");
        }

        if (_replicas > 0)
        {
            return await CountReplicasAsync(primary) is var online && online >= _replicas
                ? new StoreHealthReport(true, null, $"Redis; what is promised is acknowledged by {_replicas} of {online} replicas first.")
                : StoreHealthReport.Refused($"Redis:Replicas is {_replicas}, but a primary has {online} replicas online: nothing can be promised.", isAway: true);
        }

        var atRisk = (log, sync) switch
        {
            (null, _) => "Redis does not say how it persists (CONFIG is not allowed).",
            (_, "always") => null,
            (_, "everysec") => "Up to one second of writes is at risk: appendfsync is everysec.",
            _ => $"Writes are at risk until the operating system stores them: appendfsync is {sync}.",
        };
        return new StoreHealthReport(true, atRisk, atRisk ?? "Redis; every write is on disk before it is answered.");
    }

    private static async Task<int> CountReplicasAsync(IServer primary) =>
        (await primary.InfoAsync("replication")).SelectMany(group => group).Count(entry => entry.Key.StartsWith("slave", StringComparison.Ordinal) && entry.Value.Contains("state=online", StringComparison.Ordinal));

    private static async Task<string?> ReadAsync(IServer server, string name)
    {
        try
        {
            return (await server.ConfigGetAsync(name)) is [var entry, ..] ? entry.Value : null;
        }
        catch (RedisServerException)
        {
            // Managed services forbid CONFIG; what cannot be read is reported, not assumed.
            return null;
        }
    }
}
