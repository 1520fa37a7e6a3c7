using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HandoffBot.Redis.Embedded;
using HandoffBot.Redis.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace HandoffBot.Simulation.Tests;

/// <summary>
/// Plays with the product's own rules, loops and scripts: crashes at every await, lost calls and answers, a store that is away for one node, repeated and reordered messages,
/// skewed clocks, agents who vanish, supervisors who move work about, long waits and what is promised because of them. After every step the promises are checked. <c>HANDOFFBOT_SIM_SEED</c> plays one seed again; <c>HANDOFFBOT_SIM_PLAYS</c> and <c>HANDOFFBOT_SIM_CUSTOMERS</c> make it longer.
/// </summary>
public sealed class SimulationTests
{
    [Fact]
    public async Task Nobody_is_lost_whatever_the_seed_draws_on_redis()
    {
        using var server = await StartAsync();
        await PlayAsync(ConfigurationOptions.Parse(server.Connection), plays: 3, customers: 120);
    }

    [Fact]
    public async Task Nobody_is_lost_whatever_the_seed_draws_on_the_embedded_store()
    {
        var folder = Directory.CreateTempSubdirectory("handoffbot-simulation-").FullName;
        await using (var store = EmbeddedStore.Start(folder, TimeProvider.System, NullLoggerFactory.Instance))
        {
            await PlayAsync(store.Configuration, plays: 1, customers: 12);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_seed_plays_the_same_again()
    {
        using var server = await StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Connection);

        var first = Play.Run(new Plan(7, Customers: 15), connection.GetDatabase());
        var again = Play.Run(new Plan(7, Customers: 15), connection.GetDatabase());
        var other = Play.Run(new Plan(8, Customers: 15), connection.GetDatabase());

        Assert.Equal(first, again);
        Assert.NotEqual(first.Digest, other.Digest);
    }

    [Theory]
    [InlineData("commit-turn", "if flow[1] ~= version then", "if false then")]
    [InlineData("accept-offer", "if not has_lease(s, 'O', agent, token, now) then", "if s.state == 'C' then")]
    [InlineData("return-to-queue", "redis.call('ZADD', queue, s.score, id)", "redis.call('ZADD', queue, now, id)")]
    [InlineData("return-to-queue", "change_load(handoffs, s.holder, -1)", "")]
    [InlineData("receive-turn", "redis.call('ZADD', pending, 'NX', reply_by, id)", "")]
    [InlineData("receive-turn", "local known = redis.call('HGET', seen, message)", "local known = nil")]
    [InlineData("record-agent-turn", "local known = redis.call('HGET', said, mark)", "local known = nil")]
    [InlineData("withdraw-handoff", "if s.answered == '' then", "if false then")]
    [InlineData("offer-next", "redis.call('ZREM', best_queue, best)", "")]
    [InlineData("acknowledge-outgoing", "redis.call('HSET', conv, 'sent', cursor)", "redis.call('HSET', conv, 'sent', cursor + 1)")]
    [InlineData("reassign-handoff", "change_load(handoffs, s.holder, -1)", "")]
    [InlineData("reassign-handoff", "redis.call('ZADD', target_queue, s.score, id)", "redis.call('ZADD', target_queue, now, id)")]
    [InlineData("reassign-handoff", "was_held and { 'owner', 'Q', 'agent', '' } or {}", "{}")]
    [InlineData("leave-agent", "redis.call('HDEL', handoffs, 'c:' .. agent, 'm:' .. agent)", "")]
    [InlineData("miss-offer", "redis.call('HDEL', handoffs, 'c:' .. agent, 'm:' .. agent)", "")]
    [InlineData("mark-overdue", "redis.call('HSET', marks, id, mark)", "")]
    [InlineData("open-follow-up", "redis.call('ZADD', due, due_at, id)", "")]
    [InlineData("take-follow-up", "redis.call('ZREM', queue, handoff)", "")]
    [InlineData("take-follow-up", "if f.taken == '1' and f.owner ~= agent and instead ~= '1' then", "if false then")]
    public async Task A_script_with_this_fault_is_found_out(string script, string sound, string spoilt)
    {
        using var server = await StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Connection);

        Assert.Throws<SimulationException>(() =>
        {
            for (var seed = 0; seed < 10; seed++)
            {
                Play.Run(new Plan(seed, Customers: 40, (script, sound, spoilt)), connection.GetDatabase());
            }
        });
    }

    [Fact]
    public async Task A_disk_that_forgets_what_was_kept_on_it_is_found_out()
    {
        using var server = await StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Connection);

        Assert.Throws<SimulationException>(() =>
        {
            for (var seed = 0; seed < 10; seed++)
            {
                Play.Run(new Plan(seed, Customers: 40, DisksForget: true), connection.GetDatabase());
            }
        });
    }

    private static async Task PlayAsync(ConfigurationOptions store, int plays, int customers)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(store);
        var only = Environment.GetEnvironmentVariable("HANDOFFBOT_SIM_SEED");
        plays = only is null ? Number("HANDOFFBOT_SIM_PLAYS", plays) : 1;
        var first = only is null ? 0 : int.Parse(only, CultureInfo.InvariantCulture);
        for (var seed = first; seed < first + plays; seed++)
        {
            try
            {
                var result = Play.Run(new Plan(seed, Number("HANDOFFBOT_SIM_CUSTOMERS", customers)), connection.GetDatabase());
                TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}: {result}");
            }
            catch (SimulationException broken)
            {
                Assert.Fail($"Seed {seed} breaks a promise; play it again with HANDOFFBOT_SIM_SEED={seed}.\n{broken.Message}");
            }
        }
    }

    private static int Number(string variable, int otherwise) => Environment.GetEnvironmentVariable(variable) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Durability is not the point here, so that nothing waits for the disk.</summary>
    private static async Task<RedisServer> StartAsync()
    {
        if (!RedisServer.IsInstalled && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Assert.Skip("redis-server is not installed.");
        }

        var server = new RedisServer("--appendfsync", "no");
        for (var attempt = 0; !await IsUpAsync(server.Port); attempt++)
        {
            Assert.True(attempt < 300, "redis-server does not start.");
            await Task.Delay(50);
        }

        return server;
    }

    private static async Task<bool> IsUpAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
