using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Embedded;
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
        var time = Time();
        LastPrefix = Guid.CreateVersion7().ToString("N");
        return (await OpenAndKeepAsync(LastPrefix, time), time);
    }

    /// <summary>Two nodes on the same data.</summary>
    public async Task<(Store One, Store Other, FakeTimeProvider Time)> OpenTwoAsync()
    {
        var (time, prefix) = (Time(), Guid.CreateVersion7().ToString("N"));
        return (await OpenAndKeepAsync(prefix, time), await OpenAndKeepAsync(prefix, time), time);
    }

    protected abstract Task<Store> OpenAsync(string prefix, TimeProvider time);

    internal static Task<Store> ConnectAsync(string connection, string path, string prefix, TimeProvider time, int partitions = 1, int replicas = 0) =>
        Store.OpenAsync(new RedisOptions { Connection = connection, Prefix = prefix, Partitions = partitions, Replicas = replicas }, path, Options.Create(new HandoffOptions()), time, NullLoggerFactory.Instance);

    /// <summary>Beside others on one embedded store.</summary>
    internal static Task<Store> ConnectAsync(EmbeddedStore embedded, string prefix, TimeProvider time) =>
        Store.OpenAsync(null, embedded.Configuration, new RedisOptions { Prefix = prefix }, Options.Create(new HandoffOptions()), time, NullLoggerFactory.Instance);

    private static FakeTimeProvider Time() => new(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000));

    private async Task<Store> OpenAndKeepAsync(string prefix, TimeProvider time)
    {
        var store = await OpenAsync(prefix, time);
        lock (_opened)
        {
            _opened.Add(store);
        }

        return store;
    }

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

    /// <summary>Where the server is, once it listens: a test that connects earlier would find nobody.</summary>
    public async Task<string> ConnectionAsync()
    {
        if (_server is null && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Assert.Skip("redis-server is not installed.");
        }

        Assert.NotNull(_server);
        await _server.ListensAsync(TestContext.Current.CancellationToken);
        return _server.Connection;
    }

    protected override async Task<Store> OpenAsync(string prefix, TimeProvider time) => await ConnectAsync(await ConnectionAsync(), "", prefix, time);

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
    private readonly EmbeddedStore _store;

    public EmbeddedFixture() => _store = EmbeddedStore.Start(_folder, TimeProvider.System, NullLoggerFactory.Instance);

    protected override Task<Store> OpenAsync(string prefix, TimeProvider time) => ConnectAsync(_store, prefix, time);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A Redis Cluster of three primaries, over which the conversations are spread. Skipped and demanded like <see cref="RedisFixture"/>.</summary>
public sealed class ClusterFixture : StoreFixture, IAsyncDisposable
{
    /// <summary>More than primaries, so that one of them has several.</summary>
    public const int Partitions = 5;

    private readonly Task<RedisCluster>? _starting = RedisServer.IsInstalled ? RedisCluster.StartAsync() : null;

    public async Task<string> ConnectionAsync() => (await _starting!).Connection;

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
