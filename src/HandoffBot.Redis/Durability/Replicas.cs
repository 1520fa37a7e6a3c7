using System.Collections.Concurrent;
using System.Net;
using StackExchange.Redis;

namespace HandoffBot.Redis.Durability;

/// <summary>
/// Makes a write count only once enough replicas have it, so that what was promised survives the loss of a machine with its disk (promise G2). Without
/// <see cref="RedisOptions.Replicas"/> the primary's own log is what counts, and nothing is waited for.
/// </summary>
internal sealed class Replicas
{
    private readonly (IConnectionMultiplexer Running, IConnectionMultiplexer Waiting, RedisOptions Options)? _asked;
    private readonly ConcurrentDictionary<EndPoint, ReplicaRounds> _rounds = new();

    private Replicas((IConnectionMultiplexer Running, IConnectionMultiplexer Waiting, RedisOptions Options)? asked) => _asked = asked;

    /// <summary>The primary's own log counts; nothing is waited for.</summary>
    public static Replicas None { get; } = new(null);

    /// <param name="running">Where commands run.</param>
    /// <param name="waiting">Another connection to the same servers: WAIT holds up whatever follows it on its own.</param>
    public static Replicas Asked(IConnectionMultiplexer running, IConnectionMultiplexer waiting, RedisOptions options) => new((running, waiting, options));

    /// <summary>Everything written so far in this partition.</summary>
    /// <inheritdoc cref="HaveAsync{T}"/>
    public Task HaveAsync(PartitionKeys at) => HaveAsync(at, static () => Task.FromResult(true));

    /// <summary>Writes, and returns when the replicas have it.</summary>
    /// <param name="write">Safe to repeat: it stands on the primary also when too few replicas have it.</param>
    /// <exception cref="TimeoutException">Too few replicas have it in time, or nobody can tell. Nothing may be promised.</exception>
    public async Task<T> HaveAsync<T>(PartitionKeys at, Func<Task<T>> write)
    {
        if (_asked is not var (running, waiting, options))
        {
            return await write();
        }

        var before = PrimaryOf(running, at);
        var reply = await write();
        var primary = PrimaryOf(running, at);
        if (!primary.Equals(before))
        {
            // A failover in between: which of the two has it, is not known.
            throw ReplicaRounds.NotAcknowledged(null);
        }

        await _rounds.GetOrAdd(primary, static (at, other) => new ReplicaRounds(other.Waiting, at, other.Options), (Waiting: waiting, Options: options)).JoinAsync(at.Fence);
        return reply;
    }

    private static EndPoint PrimaryOf(IConnectionMultiplexer running, PartitionKeys at) => running.GetServer(at.Fence)?.EndPoint ?? throw ReplicaRounds.NotAcknowledged(null);
}
