using System.Net.Sockets;
using HandoffBot.Redis.Tests;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>Where a server keeps its state.</summary>
public enum StoreKind
{
    Embedded,
    RedisServer,
}

/// <summary>A server on a store of its own, both thrown away at the end.</summary>
internal sealed class ServerOnStore : IAsyncDisposable
{
    private readonly RedisServer? _redis;

    private ServerOnStore(ServerProcess server, RedisServer? redis) => (Server, _redis) = (server, redis);

    public ServerProcess Server { get; }

    public static async Task<ServerOnStore> StartAsync(StoreKind kind, params string[] options)
    {
        if (kind == StoreKind.Embedded)
        {
            return new ServerOnStore(await ServerProcess.StartAsync(options), null);
        }

        Needs.RedisServer();
        var redis = new RedisServer();
        await Poll.UntilAsync("a redis-server that answers", () => AnswersAsync(redis.Port));
        return new ServerOnStore(await ServerProcess.StartAsync([$"--Redis:Connection={redis.Connection}", .. options]), redis);
    }

    public async ValueTask DisposeAsync()
    {
        Server.ShowLogOfFailure();
        await Server.DisposeAsync();
        _redis?.Dispose();
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
