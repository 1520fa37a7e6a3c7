using HandoffBot.Core.Handoffs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace HandoffBot.Redis.Tests;

/// <summary>One store for the tests of a class; each test opens it with a prefix of its own, so that tests do not meet.</summary>
public abstract class StoreFixture
{
    private readonly List<Store> _opened = [];

    /// <summary>The prefix of the store opened last, for tests that look behind it.</summary>
    public string LastPrefix { get; private set; } = "";

    public async Task<(Store Store, FakeTimeProvider Time)> OpenAsync()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000));
        LastPrefix = Guid.CreateVersion7().ToString("N");
        var store = await OpenAsync(LastPrefix, time);
        lock (_opened)
        {
            _opened.Add(store);
        }

        return (store, time);
    }

    protected abstract Task<Store> OpenAsync(string prefix, TimeProvider time);

    protected static Task<Store> ConnectAsync(string connection, string path, string prefix, TimeProvider time, int partitions = 1) =>
        Store.OpenAsync(new RedisOptions { Connection = connection, Prefix = prefix, Partitions = partitions }, path, Options.Create(new HandoffOptions()), time, NullLoggerFactory.Instance);

    protected async Task CloseAsync()
    {
        foreach (var store in _opened)
        {
            await store.DisposeAsync();
        }
    }
}

/// <summary>A real redis-server. Without one the tests are skipped, except on a build server, where that is a fault.</summary>
public sealed class RedisFixture : StoreFixture, IAsyncDisposable
{
    private readonly RedisServer? _server = RedisServer.IsInstalled ? new RedisServer() : null;

    public string Connection => _server!.Connection;

    protected override Task<Store> OpenAsync(string prefix, TimeProvider time)
    {
        if (_server is null && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Assert.Skip("redis-server is not installed.");
        }

        Assert.NotNull(_server);
        return ConnectAsync(_server.Connection, "", prefix, time);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _server?.Dispose();
    }
}

/// <summary>The embedded store in a scratch folder.</summary>
public sealed class EmbeddedFixture : StoreFixture, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("handoffbot-store-").FullName;
    private readonly Embedded.EmbeddedStore _store;

    public EmbeddedFixture() => _store = Embedded.EmbeddedStore.Start(_folder, NullLoggerFactory.Instance);

    protected override Task<Store> OpenAsync(string prefix, TimeProvider time) => ConnectAsync(_store.Connection, _folder, prefix, time);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A Redis Cluster of three primaries, over which the conversations are spread. Skipped and demanded like <see cref="RedisFixture"/>.</summary>
public sealed class ClusterFixture : StoreFixture, IAsyncDisposable
{
    /// <summary>More than primaries, so that one of them has several.</summary>
    private const int Partitions = 5;

    private readonly Task<RedisCluster>? _starting = RedisServer.IsInstalled ? RedisCluster.StartAsync() : null;

    protected override async Task<Store> OpenAsync(string prefix, TimeProvider time)
    {
        if (_starting is null && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Assert.Skip("redis-server is not installed.");
        }

        Assert.NotNull(_starting);
        return await ConnectAsync((await _starting).Connection, "", prefix, time, Partitions);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (_starting is not null)
        {
            (await _starting).Dispose();
        }
    }
}
