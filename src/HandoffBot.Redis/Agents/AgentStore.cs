using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.Agents;

/// <inheritdoc cref="IAgentStore"/>
internal sealed class AgentStore(IDatabase database, Keys keys, TimeProvider time) : IAgentStore
{
    private const string LoadOf = "l:";
    private const string MissedBy = "m:";
    private static readonly Script Leave = Script.Load("leave-agent");
    private static readonly Script Miss = Script.Load("miss-offer");
    private static readonly Script Set = Script.Load("set-agent");

    public async Task<Agent?> FindAsync(AgentId id)
    {
        var record = database.HashGetAsync(keys.First.Agents, id.Value);
        var loads = await Task.WhenAll(keys.All.Select(at => database.HashGetAsync(at.Room, LoadOf + id.Value)));
        return (await record).IsNull ? null : Read(await record, loads.Sum(load => (long)load));
    }

    public Task SetAsync(Agent agent)
    {
        RedisValue room = agent.Presence == Presence.Available ? agent.Capacity : "";
        return Set.RunAsync(database, [keys.First.Agents, keys.First.Room], [agent.Id.Value, Write(agent), room]);
    }

    public async Task<IReadOnlyList<Agent>> ListAsync()
    {
        var records = database.HashGetAllAsync(keys.First.Agents);
        var loads = (await Task.WhenAll(keys.All.Select(at => database.HashGetAllAsync(at.Room)))).SelectMany(entries => entries)
            .Where(entry => entry.Name.StartsWith(LoadOf)).ToLookup(entry => (string)entry.Name!, entry => (long)entry.Value);
        return [.. (await records).Select(entry => Read(entry.Value, loads[LoadOf + entry.Name].Sum())).OrderBy(agent => agent.Id.Value, StringComparer.Ordinal)];
    }

    public Task TouchAsync(AgentId id) => database.SortedSetAddAsync(keys.First.AgentsSeen, id.Value, time.GetUtcNow().ToUnixTimeMilliseconds());

    public async Task<IReadOnlyList<AgentId>> FindGoneAsync(TimeSpan after) =>
        [.. (await database.SortedSetRangeByScoreAsync(keys.First.AgentsSeen, stop: Since(after), take: Limits.DueItemsPerPass)).Select(id => new AgentId(id!))];

    public async Task<bool> LeaveAsync(AgentId id, TimeSpan after)
    {
        // What an agent changes about themselves comes with a sign of them, so the record cannot have changed when the script finds none.
        var agent = await FindAsync(id);
        var record = agent is null or { Presence: Presence.Offline } ? RedisValue.EmptyString : Write(agent with { Presence = Presence.Offline, Cause = PresenceCause.Gone });
        return (int)await Leave.RunAsync(database, [keys.First.Agents, keys.First.Room, keys.First.AgentsSeen], [id.Value, record, Since(after)]) == 1;
    }

    public async Task<bool> MissOfferAsync(AgentId id, int limit) =>
        await FindAsync(id) is { } agent
        && (int)await Miss.RunAsync(database, [keys.First.Agents, keys.First.Room], [id.Value, Write(agent with { Presence = Presence.NotResponding, Cause = PresenceCause.MissedOffers }), limit]) == 1;

    public Task AnswerOfferAsync(AgentId id) => database.HashDeleteAsync(keys.First.Room, MissedBy + id.Value);

    private long Since(TimeSpan after) => (time.GetUtcNow() - after).ToUnixTimeMilliseconds();

    private static RedisValue Write(Agent agent) => Records.Write(agent with { Load = 0 }, StoreJson.Default.StoredAgent);

    private static Agent Read(RedisValue record, long load) => Records.Read(record, StoreJson.Default.StoredAgent) with { Load = (int)load };
}
