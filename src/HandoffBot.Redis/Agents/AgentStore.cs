using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Redis.Handoffs;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.Agents;

/// <inheritdoc cref="IAgentStore"/>
internal sealed class AgentStore(IDatabase database, Keys keys, TimeProvider time) : IAgentStore
{
    private static readonly Script Leave = Script.Load("leave-agent");
    private static readonly Script Miss = Script.Load("miss-offer");
    private static readonly Script Set = Script.Load("set-agent");

    public async Task<Agent?> FindAsync(AgentId id)
    {
        var record = database.HashGetAsync(keys.First.Agents, id.Value);
        var loads = await Task.WhenAll(keys.All.Select(at => database.HashGetAsync(at.Handoffs, HandoffFields.Load(id.Value))));
        return (await record).IsNull ? null : Read(await record, loads.Sum(load => (long)load));
    }

    public Task SetAsync(Agent agent)
    {
        RedisValue room = agent.Presence == Presence.Available ? agent.Capacity : "";
        return Set.RunAsync(database, [keys.First.Agents, keys.First.Handoffs], [agent.Id.Value, Write(agent), room]);
    }

    public async Task<IReadOnlyList<Agent>> ListAsync()
    {
        var records = await database.HashGetAllAsync(keys.First.Agents);
        RedisValue[] fields = [.. records.Select(entry => HandoffFields.Load(entry.Name))];
        var loads = fields.Length == 0 ? [] : await Task.WhenAll(keys.All.Select(at => database.HashGetAsync(at.Handoffs, fields)));
        return [.. records.Select((entry, i) => Read(entry.Value, loads.Sum(partition => (long)partition[i]))).OrderBy(agent => agent.Id.Value, StringComparer.Ordinal)];
    }

    public Task TouchAsync(AgentId id) => database.SortedSetAddAsync(keys.First.AgentsSeen, id.Value, time.GetUtcNow().ToUnixTimeMilliseconds());

    public async Task<IReadOnlyList<AgentId>> FindGoneAsync(TimeSpan after) =>
        [.. (await database.SortedSetRangeByScoreAsync(keys.First.AgentsSeen, stop: Since(after), take: Limits.DueItemsPerPass)).Select(id => new AgentId(id!))];

    public async Task<bool> LeaveAsync(AgentId id, TimeSpan after)
    {
        // What an agent changes about themselves comes with a sign of them, so the record cannot have changed when the script finds none.
        var agent = await FindAsync(id);
        var record = agent is null or { Presence: Presence.Offline } ? RedisValue.EmptyString : Write(agent with { Presence = Presence.Offline, Cause = PresenceCause.Gone });
        return (int)await Leave.RunAsync(database, [keys.First.Agents, keys.First.Handoffs, keys.First.AgentsSeen], [id.Value, record, Since(after)]) == 1;
    }

    public async Task<bool> MissOfferAsync(AgentId id, int limit) =>
        await FindAsync(id) is { } agent
        && (int)await Miss.RunAsync(database, [keys.First.Agents, keys.First.Handoffs], [id.Value, Write(agent with { Presence = Presence.NotResponding, Cause = PresenceCause.MissedOffers }), limit]) == 1;

    public Task AnswerOfferAsync(AgentId id) => database.HashDeleteAsync(keys.First.Handoffs, HandoffFields.Missed(id.Value));

    private long Since(TimeSpan after) => (time.GetUtcNow() - after).ToUnixTimeMilliseconds();

    private static RedisValue Write(Agent agent) => Records.Write(agent with { Load = 0 }, StoreJson.Default.StoredAgent);

    private static Agent Read(RedisValue record, long load) => Records.Read(record, StoreJson.Default.StoredAgent) with { Load = (int)load };
}
