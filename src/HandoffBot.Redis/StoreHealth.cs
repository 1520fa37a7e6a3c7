using StackExchange.Redis;

namespace HandoffBot.Redis;

/// <param name="IsReady">Handoffs can be promised.</param>
/// <param name="AtRisk">What could still be lost when the machine stops now; null when nothing.</param>
/// <param name="Detail">For operators: what is wrong and what to do, or what the store is.</param>
/// <param name="IsAway">It cannot be asked.</param>
public sealed record StoreHealthReport(bool IsReady, string? AtRisk, string Detail, bool IsAway = false);

/// <summary>Says whether the store keeps its promises: reachable, writes its log, never evicts.</summary>
public sealed class StoreHealth
{
    private readonly IConnectionMultiplexer _connection;
    private readonly Keys _keys;
    private readonly bool _isEmbedded;

    internal StoreHealth(IConnectionMultiplexer connection, Keys keys, bool isEmbedded)
    {
        (_connection, _keys, _isEmbedded) = (connection, keys, isEmbedded);
    }

    /// <summary>Asks the store. Never throws.</summary>
    public async Task<StoreHealthReport> CheckAsync()
    {
        try
        {
            var written = await ReadPartitionsAsync();
            if (written != _keys.All.Length)
            {
                return new StoreHealthReport(false, null, $"The data lies in {written} partitions, but Redis:Partitions is {_keys.All.Length}: conversations would be looked for where they are not. Set it to {written}.");
            }

            return _isEmbedded ? new StoreHealthReport(true, null, "Embedded store; every write is on disk before it is answered.") : await CheckServersAsync();
        }
        catch (Exception)
        {
            // Whatever it was, a store that cannot be asked is not one to make promises on.
            return new StoreHealthReport(false, null, "Redis does not answer.", IsAway: true);
        }
    }

    /// <summary>With how many partitions the data was begun.</summary>
    private async Task<int> ReadPartitionsAsync()
    {
        var database = _connection.GetDatabase();
        await database.StringSetAsync(_keys.Partitions, _keys.All.Length, when: When.NotExists);
        return (int)await database.StringGetAsync(_keys.Partitions);
    }

    private async Task<StoreHealthReport> CheckServersAsync()
    {
        string? atRisk = null;
        foreach (var server in _connection.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            var (policy, log, sync) = (await ReadAsync(server, "maxmemory-policy"), await ReadAsync(server, "appendonly"), await ReadAsync(server, "appendfsync"));
            if (policy is not (null or "noeviction"))
            {
                return new StoreHealthReport(false, null, $"Redis may evict keys: maxmemory-policy is {policy}. Set it to noeviction.");
            }

            if (log is not (null or "yes"))
            {
                return new StoreHealthReport(false, null, "Redis keeps nothing over a restart: appendonly is off. Set appendonly yes.");
            }

            atRisk = (log, sync) switch
            {
                (null, _) => "Redis does not say how it persists (CONFIG is not allowed).",
                (_, "always") => atRisk,
                (_, "everysec") => "Up to one second of writes is at risk: appendfsync is everysec.",
                _ => $"Writes are at risk until the operating system stores them: appendfsync is {sync}.",
            };
        }

        return new StoreHealthReport(true, atRisk, atRisk ?? "Redis; every write is on disk before it is answered.");
    }

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
