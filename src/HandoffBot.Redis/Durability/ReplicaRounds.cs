using System.Net;
using StackExchange.Redis;

namespace HandoffBot.Redis.Durability;

/// <summary>
/// Asks one primary how far its replicas are, one question at a time. Who comes while one is asked joins the next, so that many customers cost one question: a question
/// is about everything written before it.
/// </summary>
internal sealed class ReplicaRounds(IConnectionMultiplexer waiting, EndPoint primary, RedisOptions options)
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private Task? _next;

    /// <summary>Returns when the replicas have everything that this primary has written by now.</summary>
    /// <param name="fence">A key of this primary, to write something of no meaning to.</param>
    /// <exception cref="TimeoutException">Too few have it in time.</exception>
    public Task JoinAsync(RedisKey fence)
    {
        lock (_lock)
        {
            return _next ??= _last = AskAfterAsync(_last, fence);
        }
    }

    public static TimeoutException NotAcknowledged(Exception? because) => new("Too few replicas have acknowledged it.", because);

    private async Task AskAfterAsync(Task before, RedisKey fence)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            _next = null;
        }

        var acknowledged = false;
        try
        {
            acknowledged = await AskAsync(fence);
        }
        catch (Exception exception)
        {
            throw NotAcknowledged(exception);
        }

        if (!acknowledged)
        {
            throw NotAcknowledged(null);
        }
    }

    /// <summary>
    /// WAIT speaks of what its own connection has written, and of nothing at all on a new one: hence a write before it, and the connection's id on both sides to be sure
    /// that it was one connection throughout. The write comes after everything that is waited for, so whoever has it has that too.
    /// </summary>
    private async Task<bool> AskAsync(RedisKey fence)
    {
        var server = waiting.GetServer(primary);
        var connected = server.ExecuteAsync("CLIENT", "ID");
        // A redirected write would say nothing about this primary.
        var written = server.ExecuteAsync("SET", [fence, "1"], CommandFlags.NoRedirect);
        var replicas = server.ExecuteAsync("WAIT", options.Replicas, (long)options.ReplicasWithin.TotalMilliseconds);
        var stillConnected = server.ExecuteAsync("CLIENT", "ID");
        await Task.WhenAll(connected, written, replicas, stillConnected);
        return (long)await replicas >= options.Replicas && (long)await connected == (long)await stillConnected;
    }
}
