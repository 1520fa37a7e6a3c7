using System.Globalization;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis;
using HandoffBot.Redis.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HandoffBot.Benchmarks;

/// <summary>
/// What is measured: the Redis that was named; else one of its own with every command on disk before it is answered, if redis-server is installed; else the embedded store.
/// Its own Redis does not rewrite its log, since that would fall upon whoever happens to run at the time. It keeps small hashes in one piece, as README advises.
/// </summary>
internal sealed class Target : IAsyncDisposable
{
    private readonly RedisServer? _server;
    private readonly string _folder;

    private Target(RedisServer? server, string folder, string prefix, Store store, ConnectionMultiplexer? connection, int port) =>
        (_server, _folder, Prefix, Store, Connection, Port) = (server, folder, prefix, store, connection, port);

    public string Prefix { get; }
    public Store Store { get; }

    /// <summary>A connection beside the product's own; null where the embedded store is measured.</summary>
    public ConnectionMultiplexer? Connection { get; }

    public int Port { get; }

    /// <param name="redis">host:port, or empty.</param>
    public static async Task<Target> OpenAsync(string redis)
    {
        var server = redis.Length == 0 && RedisServer.IsInstalled ? new RedisServer("--auto-aof-rewrite-percentage", "0", "--hash-max-listpack-value", "1024") : null;
        var folder = Directory.CreateTempSubdirectory("handoffbot-benchmark-").FullName;
        var prefix = "bench-" + Guid.CreateVersion7().ToString("N")[^8..];
        var address = server?.Connection ?? redis;
        var connection = address.Length > 0 ? await ConnectionMultiplexer.ConnectAsync(address + ",allowAdmin=true,abortConnect=false,connectRetry=20,syncTimeout=60000,asyncTimeout=60000") : null;
        var store = await OpenStoreAsync(address, prefix, folder);
        return new Target(server, folder, prefix, store, connection, address.Length > 0 ? int.Parse(address.Split(':')[^1], CultureInfo.InvariantCulture) : 0);
    }

    /// <summary>Another installation on the same Redis.</summary>
    public Task<Store> OpenStoreAsync(string prefix) => OpenStoreAsync(_server?.Connection ?? Connection!.Configuration.Split(',')[0], prefix, _folder);

    /// <summary>Runs <paramref name="work"/> and notes what CPU Redis took for each of its cycles, unless it has done so itself (one that warms up in its own process).</summary>
    public async Task<Rate> WithCpuAsync(int cycles, Func<Task<Rate>> work)
    {
        var before = await ReadAsync("cpu", "used_cpu_user_main_thread", "used_cpu_sys_main_thread");
        var rate = await work();
        return rate.RedisCpu > 0 ? rate : rate with { RedisCpu = (await ReadAsync("cpu", "used_cpu_user_main_thread", "used_cpu_sys_main_thread") - before) * 1_000_000 / cycles };
    }

    /// <summary>The sum of some values of INFO; 0 on the embedded store.</summary>
    public async Task<double> ReadAsync(string section, params string[] names)
    {
        if (Connection is null)
        {
            return 0;
        }

        var info = await Connection.GetServers()[0].InfoAsync(section);
        return info.SelectMany(group => group).Where(pair => names.Contains(pair.Key)).Sum(pair => double.Parse(pair.Value, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (Connection is not null)
        {
            await Connection.DisposeAsync();
        }

        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task<Store> OpenStoreAsync(string address, string prefix, string folder) =>
        Store.OpenAsync(
            new RedisOptions { Connection = address, Prefix = prefix, CommandTimeout = TimeSpan.FromSeconds(60) },
            folder, Options.Create(new HandoffOptions()), TimeProvider.System, NullLoggerFactory.Instance);
}
