using HandoffBot.Core;
using HandoffBot.Core.Handoffs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace HandoffBot.Redis.Tests;

public sealed class StoreHealthTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task The_embedded_store_is_ready_has_nothing_at_risk_and_takes_its_folder()
    {
        var folder = Directory.CreateTempSubdirectory("handoffbot-store-").FullName;
        await using (var store = await OpenAsync(new RedisOptions(), folder))
        {
            var state = await store.Health.CheckAsync();
            Assert.True(state.IsReady, state.Detail);
            Assert.Null(state.AtRisk);
            var second = await Assert.ThrowsAsync<IOException>(() => OpenAsync(new RedisOptions(), folder));
            Assert.Contains("used by another process", second.Message, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("appendfsync", "everysec", true, "Up to one second")]
    [InlineData("appendfsync", "no", true, "at risk until")]
    [InlineData("appendonly", "no", false, null)]
    [InlineData("maxmemory-policy", "allkeys-lru", false, null)]
    [InlineData("maxmemory-policy", "noeviction", true, null)]
    public async Task A_redis_that_evicts_or_keeps_nothing_is_not_ready_and_a_late_fsync_is_said(string setting, string value, bool isReady, string? atRisk)
    {
        var (store, _) = await redis.OpenAsync();
        using var admin = await ConnectionMultiplexer.ConnectAsync(await redis.ConnectionAsync() + ",allowAdmin=true");
        var server = admin.GetServers()[0];
        var before = (await server.ConfigGetAsync(setting))[0].Value;
        try
        {
            await server.ConfigSetAsync(setting, value);
            var state = await store.Health.CheckAsync();

            Assert.True(isReady == state.IsReady, state.Detail);
            Assert.True(atRisk is null ? state.AtRisk is null : state.AtRisk!.Contains(atRisk, StringComparison.Ordinal), state.AtRisk);
        }
        finally
        {
            await server.ConfigSetAsync(setting, before);
        }
    }

    [Fact]
    public async Task Data_in_another_number_of_partitions_is_not_ready()
    {
        var (connection, prefix) = (await redis.ConnectionAsync(), Guid.CreateVersion7().ToString("N"));
        await using var begun = await OpenAsync(new RedisOptions { Connection = connection, Prefix = prefix }, "");
        await using var changed = await OpenAsync(new RedisOptions { Connection = connection, Prefix = prefix, Partitions = 3 }, "");

        var ready = await begun.Health.CheckAsync();
        Assert.True(ready.IsReady, ready.Detail);
        var report = await changed.Health.CheckAsync();

        Assert.False(report.IsReady);
        Assert.Contains("Set it to 1", report.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redis_that_is_away_is_not_ready_and_does_not_keep_the_server_from_opening()
    {
        await using var store = await OpenAsync(new RedisOptions { Connection = "127.0.0.1:1,connectTimeout=200", CommandTimeout = TimeSpan.FromMilliseconds(200) }, "");

        Assert.False((await store.Health.CheckAsync()).IsReady);
    }

    [Fact]
    public async Task An_answer_is_passed_on_for_a_moment_however_many_ask()
    {
        var (store, time) = await redis.OpenAsync();

        var first = await store.Health.CheckAsync();
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => store.Health.CheckAsync())), report => Assert.Same(first, report));
        time.Advance(Limits.HealthKeptFor);

        Assert.NotSame(first, await store.Health.CheckAsync());
    }

    private static Task<Store> OpenAsync(RedisOptions options, string folder) =>
        Store.OpenAsync(options, folder, Options.Create(new HandoffOptions()), new FakeTimeProvider(), NullLoggerFactory.Instance);
}
