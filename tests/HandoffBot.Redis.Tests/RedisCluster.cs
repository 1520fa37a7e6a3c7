using System.Globalization;
using HandoffBot.Tests;
using StackExchange.Redis;

namespace HandoffBot.Redis.Tests;

/// <summary>Primaries on loopback that share the hash slots, three unless said otherwise; perhaps with replicas of the first ones.</summary>
internal sealed class RedisCluster : IDisposable
{
    private const int Slots = 16_384;
    private static readonly TimeSpan FormsWithin = TimeSpan.FromSeconds(60);

    private readonly RedisServer[] _primaries;
    private readonly RedisServer[] _replicas;

    private RedisCluster(int primaries, int replicas)
    {
        _primaries = [.. Enumerable.Range(0, primaries).Select(_ => StartNode())];
        _replicas = [.. Enumerable.Range(0, replicas).Select(_ => StartNode())];
    }

    public RedisServer First => _primaries[0];

    /// <summary>The first primary's.</summary>
    public RedisServer? Replica => _replicas.FirstOrDefault();

    public string Connection => string.Join(',', Nodes.Select(node => node.Connection));

    private IEnumerable<RedisServer> Nodes => [.. _primaries, .. _replicas];

    /// <param name="replicas">How many primaries, from the first, have one.</param>
    /// <exception cref="TimeoutException">The primaries did not agree on a cluster.</exception>
    public static async Task<RedisCluster> StartAsync(int primaries = 3, int replicas = 0)
    {
        var cluster = new RedisCluster(primaries, replicas);
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
        foreach (var node in Nodes)
        {
            node.Dispose();
        }
    }

    private static RedisServer StartNode() =>
        new("--cluster-enabled", "yes", "--cluster-port", FreePort.Find().ToString(CultureInfo.InvariantCulture), "--cluster-node-timeout", "5000", "--cluster-config-file", "nodes.conf");

    private async Task FormAsync()
    {
        using var deadline = new CancellationTokenSource(FormsWithin);
        var nodes = new List<IServer>();
        foreach (var started in Nodes)
        {
            await started.ListensAsync(deadline.Token);
            var connection = await ConnectionMultiplexer.ConnectAsync(started.Connection + ",allowAdmin=true");
            nodes.Add(connection.GetServers()[0]);
        }

        for (var i = 0; i < _primaries.Length; i++)
        {
            await RetryAsync(nodes[i], "CLUSTER", "ADDSLOTSRANGE", i * Slots / _primaries.Length, ((i + 1) * Slots / _primaries.Length) - 1);
        }

        foreach (var node in nodes.Skip(1))
        {
            var at = await BusPortAsync(node);
            await nodes[0].ExecuteAsync("CLUSTER", "MEET", "127.0.0.1", ((System.Net.IPEndPoint)node.EndPoint).Port, at);
        }

        foreach (var node in nodes)
        {
            while (await node.ExecuteAsync("CLUSTER", "INFO") is var info && !(((string)info!).Contains("cluster_state:ok", StringComparison.Ordinal) && ((string)info!).Contains($"cluster_known_nodes:{nodes.Count}", StringComparison.Ordinal)))
            {
                await Task.Delay(50, deadline.Token);
            }

        }

        for (var i = 0; i < _replicas.Length; i++)
        {
            var replica = nodes[_primaries.Length + i];
            await RetryAsync(replica, "CLUSTER", "REPLICATE", (string)(await nodes[i].ExecuteAsync("CLUSTER", "MYID"))!);
            while (!(await replica.ExecuteAsync("INFO", "replication")).ToString().Contains("master_link_status:up", StringComparison.Ordinal))
            {
                await Task.Delay(50, deadline.Token);
            }
        }

        foreach (var node in nodes)
        {
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
