using System.Globalization;
using Garnet;
using HandoffBot.Redis.Embedded;
using HandoffBot.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace HandoffBot.Redis.Tests.Embedded;

/// <summary>A folder as versions left it that used Garnet's own log.</summary>
public sealed class EarlierFolderTests
{
    [Fact]
    public async Task It_is_taken_over_once_and_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("handoffbot-earlier-").FullName;
        var port = FreePort.Find().ToString(CultureInfo.InvariantCulture);
        using (var server = new GarnetServer(["--bind", "127.0.0.1", "--port", port, "--checkpointdir", folder, "--recover", "--aof", "--aof-commit-freq", "0", "--aof-commit-wait", "--lua", "--lua-transaction-mode", "-q", "--device-type", "RandomAccess"], NullLoggerFactory.Instance))
        {
            server.Start();
            await using var connection = await ConnectionMultiplexer.ConnectAsync("127.0.0.1:" + port);
            var database = connection.GetDatabase();
            await database.ScriptEvaluateAsync("redis.call('HSET', KEYS[1], 'f', ARGV[1]) return redis.call('RPUSH', KEYS[2], ARGV[1])", ["hash", "list"], ["kept"]);
            await database.SortedSetAddAsync("set", "m", 1_790_000_000_123);
            await database.StringSetAsync("s", "1");
        }

        for (var start = 1; start <= 2; start++)
        {
            await using var store = EmbeddedStore.Start(folder, TimeProvider.System, NullLoggerFactory.Instance);
            await using var connection = await ConnectionMultiplexer.ConnectAsync(store.Configuration);
            var database = connection.GetDatabase();
            Assert.Equal("kept", await database.HashGetAsync("hash", "f"));
            Assert.Equal(1 + start, await database.ListRightPushAsync("list", "more"));
            Assert.Equal(1_790_000_000_123, await database.SortedSetScoreAsync("set", "m"));
            Assert.Equal("1", await database.StringGetAsync("s"));
        }

        Directory.Delete(folder, recursive: true);
    }
}
