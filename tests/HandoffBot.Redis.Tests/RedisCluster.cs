using System.Globalization;
using StackExchange.Redis;

namespace HandoffBot.Redis.Tests;

/// <summary>Three primaries on loopback that share the hash slots.</summary>
internal sealed class RedisCluster : IDisposable
{
    private const int Slots = 16_384;
    private static readonly TimeSpan FormsWithin = TimeSpan.FromSeconds(60);

    private readonly RedisServer[] _primaries = [.. Enumerable.Range(0, 3).Select(_ => StartPrimary())];

    private RedisCluster()
    {
    }

    public string Connection => string.Join(',', _primaries.Select(primary => primary.Connection));

    /// <exception cref="TimeoutException">The primaries did not agree on a cluster.</exception>
    public static async Task<RedisCluster> StartAsync()
    {
        var cluster = new RedisCluster();
        try
        {
            await cluster.FormAsync();
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var primary in _primaries)
        {
            primary.Dispose();
        }
    }

    private static RedisServer StartPrimary() =>
        new("--cluster-enabled", "yes", "--cluster-port", RedisServer.FreePort().ToString(CultureInfo.InvariantCulture), "--cluster-node-timeout", "5000", "--cluster-config-file", "nodes.conf");

    private async Task FormAsync()
    {
        var nodes = new List<IServer>();
        foreach (var primary in _primaries)
        {
            var connection = await ConnectionMultiplexer.ConnectAsync(primary.Connection + ",allowAdmin=true,connectRetry=20,connectTimeout=1000,abortConnect=false");
            nodes.Add(connection.GetServers()[0]);
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            await RetryAsync(nodes[i], "CLUSTER", "ADDSLOTSRANGE", i * Slots / nodes.Count, ((i + 1) * Slots / nodes.Count) - 1);
        }

        foreach (var node in nodes.Skip(1))
        {
            var at = await BusPortAsync(node);
            await nodes[0].ExecuteAsync("CLUSTER", "MEET", "127.0.0.1", ((System.Net.IPEndPoint)node.EndPoint).Port, at);
        }

        using var deadline = new CancellationTokenSource(FormsWithin);
        foreach (var node in nodes)
        {
            while (await node.ExecuteAsync("CLUSTER", "INFO") is var info && !(((string)info!).Contains("cluster_state:ok", StringComparison.Ordinal) && ((string)info!).Contains("cluster_known_nodes:3", StringComparison.Ordinal)))
            {
                await Task.Delay(50, deadline.Token);
            }

            await node.Multiplexer.DisposeAsync();
        }
    }

    private static async Task<string> BusPortAsync(IServer node) => (await node.ConfigGetAsync("cluster-port"))[0].Value;

    private static async Task RetryAsync(IServer node, string command, params object[] arguments)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await node.ExecuteAsync(command, arguments);
                return;
            }
            catch (RedisConnectionException) when (attempt < 100)
            {
                await Task.Delay(50);
            }
        }
    }
}
