using System.Globalization;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Conversations;
using HandoffBot.Redis.Durability;
using HandoffBot.Redis.Handoffs;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests.Linearizability;

public sealed class LinearizabilityOnRedis(RedisFixture stores) : LinearizabilityTests(stores), IClassFixture<RedisFixture>
{
    [Theory]
    [InlineData("accept-offer", "if not has_lease(s, 'O', agent, token, now) then", "if s.state ~= 'O' then")]
    [InlineData("accept-offer", "s.state, s.til, s.skips = 'H', til, ''", "s.state, s.skips = 'H', ''")]
    [InlineData("offer-next", ", given_fields(handoffs, agent, load, request, best)", "")]
    [InlineData("offer-handoff", "local refusal, load = refuse_work(handoffs, agent, claim)", "local refusal, load = nil, 0")]
    [InlineData("offer-handoff", "redis.call('ZREM', queue, id)", "")]
    [InlineData("return-to-queue", "redis.call('ZADD', queue, s.score, id)", "redis.call('ZADD', queue, now, id)")]
    [InlineData("return-to-queue", "tonumber(s.til) > tonumber(now) then", "false then")]
    [InlineData("return-to-queue", "skip_agent(s, s.holder, skip_until, now)", "")]
    [InlineData("renew-lease", "has_lease(s, 'H', agent, token, now)", "(s.state == 'H' and s.token == token)")]
    [InlineData("record-agent-turn", "local known = redis.call('HGET', said, mark)", "local known = nil")]
    [InlineData("record-agent-turn", "has_lease(s, 'H', agent, token, now)", "(s.state == 'H')")]
    [InlineData("transfer-handoff", "local refusal = refuse_work(handoffs, target, claim)", "local refusal = nil")]
    [InlineData("close-handoff", "(s.beside or 0) - 1", "s.beside or 0")]
    [InlineData("close-handoff", "if s.state == 'C' and s.token == token then", "if false then")]
    [InlineData("withdraw-handoff", "if flow[1] ~= version then", "if false then")]
    [InlineData("commit-turn", "if flow[1] ~= version then", "if false then")]
    [InlineData("receive-turn", "local known = redis.call('HGET', seen, message)", "local known = nil")]
    public async Task A_script_with_this_fault_is_found_out(string script, string sound, string spoilt)
    {
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => PlaySpoiltAsync(script, sound, spoilt, histories: 100));
    }

    [Fact]
    public async Task A_script_with_another_text_but_no_fault_passes() => await PlaySpoiltAsync("accept-offer", "local s = read_state(handoffs, id)", "local s = (read_state(handoffs, id))", histories: 5);

    private async Task PlaySpoiltAsync(string script, string sound, string spoilt, int histories)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(await stores.ConnectionAsync());
        var database = Sabotage.Of(connection.GetDatabase(), script, sound, spoilt);
        for (var seed = 0; seed < histories; seed++)
        {
            var (store, time) = await stores.OpenAsync();
            var keys = new Keys(stores.LastPrefix, 1);
            var handoffs = new HandoffStore(database, keys, Replicas.None, Options.Create(new HandoffOptions()), time);
            await PlayAsync(store, new Desk(handoffs, new ConversationStore(database, keys, Replicas.None, time), store.Agents, time), time, seed);
        }
    }
}

/// <summary>Everything but claims is one step there too; claims keep what <see cref="ClaimRules"/> say.</summary>
public sealed class LinearizabilityOnACluster(ClusterFixture stores) : LinearizabilityTests(stores), IClassFixture<ClusterFixture>
{
    protected override bool IsSpread => true;

    [Theory]
    [InlineData("offer-handoff", "capacity, load = known, load + tonumber(elsewhere)", "capacity = known")]
    [InlineData("offer-handoff", "if s.state ~= 'W' then", "if s.state == 'C' then")]
    [InlineData("accept-offer", "if not has_lease(s, 'O', agent, token, now) then", "if s.state ~= 'O' then")]
    public async Task A_script_with_this_fault_is_found_out_over_partitions(string script, string sound, string spoilt)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(await stores.ConnectionAsync());
        var database = Sabotage.Of(connection.GetDatabase(), script, sound, spoilt);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(async () =>
        {
            for (var seed = 0; seed < 200; seed++)
            {
                var (store, time) = await stores.OpenAsync();
                var keys = new Keys(stores.LastPrefix, ClusterFixture.Partitions);
                var handoffs = new HandoffStore(database, keys, Replicas.None, Options.Create(new HandoffOptions()), time);
                await PlayAsync(store, new Desk(handoffs, store.Conversations, store.Agents, time, isSpread: true), time, seed);
            }
        });
    }
}

public sealed class LinearizabilityOnTheEmbeddedStore(EmbeddedFixture stores) : LinearizabilityTests(stores), IClassFixture<EmbeddedFixture>;

/// <summary>
/// However calls overlap, the store answers and ends up as if each had happened at one instant between its beginning and its end (see <see cref="Rules"/>).
/// <c>HANDOFFBOT_HISTORIES</c> sets how many histories are tried.
/// </summary>
public abstract class LinearizabilityTests(StoreFixture stores)
{
    private const int Phases = 12;

    /// <summary>Over several partitions.</summary>
    protected virtual bool IsSpread => false;

    [Fact]
    public async Task Calls_at_the_same_moment_answer_as_if_they_came_one_after_the_other()
    {
        var histories = int.Parse(Environment.GetEnvironmentVariable("HANDOFFBOT_HISTORIES") ?? "25", CultureInfo.InvariantCulture);
        for (var seed = 0; seed < histories; seed++)
        {
            var (store, time) = await stores.OpenAsync();
            await PlayAsync(store, new Desk(store.Handoffs, store.Conversations, store.Agents, time, IsSpread), time, seed);
        }
    }

    internal static async Task PlayAsync(Store store, Desk desk, FakeTimeProvider time, int seed)
    {
        var random = new Random(seed);
        var players = new Players(desk, seed);
        var asked = new List<NewHandoff>();
        for (var i = 0; i < 3; i++)
        {
            asked.Add(await EnqueueAsync(store, time, Players.Skills[i % 2]));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        IReadOnlyCollection<World> worlds = [await players.BeginAsync(asked.Select(it => it.Conversation.Value), asked.Select(it => it.Id.Value))];
        // The customer's first message is known to the store.
        worlds = [.. worlds.Select(world => asked.Aggregate(world, (it, handoff) => it with
        {
            Conversations = it.Conversations.SetItem(handoff.Conversation.Value, it.Conversations[handoff.Conversation.Value] with { Seen = it.Conversations[handoff.Conversation.Value].Seen.Add("1", 1) }),
        }))];
        for (var phase = 0; phase < Phases; phase++)
        {
            time.Advance(TimeSpan.FromSeconds(random.Next(70)));
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            worlds = await players.PlayAsync([.. worlds.Select(world => world with { Now = now })]);
        }
    }
}
