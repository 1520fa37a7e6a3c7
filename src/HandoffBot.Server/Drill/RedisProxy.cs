using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace HandoffBot.Server.Drill;

/// <summary>The way of one node to Redis: a TCP proxy inside the drill that can be disturbed.</summary>
internal sealed class RedisProxy : IDisposable
{
    private const int Bytes = 64 * 1024;
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(40);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly int _redis;
    private volatile Disturbance _now;
    private volatile TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RedisProxy(int redis)
    {
        _redis = redis;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Begins a disturbance.</summary>
    public void Disturb(Disturbance disturbance)
    {
        _now = disturbance;
        if (disturbance == Disturbance.Cut)
        {
            CutAll();
        }
    }

    /// <summary>Ends the disturbance. Connections on which bytes were lost are of no use any more and are cut.</summary>
    public void Calm()
    {
        var before = _now;
        _now = Disturbance.None;
        if (before is Disturbance.RepliesLost or Disturbance.Silent)
        {
            CutAll();
        }

        Interlocked.Exchange(ref _resumed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public void Dispose()
    {
        _listener.Dispose();
        Calm();
        CutAll();
    }

    private void CutAll()
    {
        foreach (var client in _open.Keys)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = CarryAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // Disposed of: the drill is over.
                return;
            }
        }
    }

    private async Task CarryAsync(TcpClient node)
    {
        using var redis = new TcpClient { NoDelay = true };
        node.NoDelay = true;
        _open[node] = true;
        _open[redis] = true;
        try
        {
            if (_now == Disturbance.Cut)
            {
                return;
            }

            await redis.ConnectAsync(IPAddress.Loopback, _redis);
            await Task.WhenAny(PumpAsync(node.GetStream(), redis.GetStream(), isReply: false), PumpAsync(redis.GetStream(), node.GetStream(), isReply: true));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Redis is away, or the connection was cut: the node finds out by itself.
        }
        finally
        {
            _open.TryRemove(node, out _);
            _open.TryRemove(redis, out _);
            node.Dispose();
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool isReply)
    {
        var buffer = new byte[Bytes];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var read)
            {
                while (_now == Disturbance.Stalled && _resumed is { } resumed && _now == Disturbance.Stalled)
                {
                    await resumed.Task;
                }

                if (_now == Disturbance.Slow)
                {
                    await Task.Delay(Lateness, TimeProvider.System);
                }

                if (_now == Disturbance.Silent || (isReply && _now == Disturbance.RepliesLost))
                {
                    continue;
                }

                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // Cut: the other direction ends with this one.
        }
    }
}
