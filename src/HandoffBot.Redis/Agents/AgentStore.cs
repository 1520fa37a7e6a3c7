using HandoffBot.Core.Agents;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.Agents;

/// <inheritdoc cref="IAgentStore"/>
internal sealed class AgentStore(IDatabase database, Keys keys) : IAgentStore
{
    private const string LoadOf = "l:";
    private static readonly Script Set = Script.Load("set-agent");

    public async Task<Agent?> FindAsync(AgentId id)
    {
        var (record, load) = (database.HashGetAsync(keys.Agents, id.Value), database.HashGetAsync(keys.Room, LoadOf + id.Value));
        return (await record).IsNull ? null : Read(await record, await load);
    }

    public Task SetAsync(Agent agent)
    {
        RedisValue room = agent.Presence == Presence.Available ? agent.Capacity : "";
        return Set.RunAsync(database, [keys.Agents, keys.Room], [agent.Id.Value, Records.Write(agent with { Load = 0 }, StoreJson.Default.StoredAgent), room]);
    }

    public async Task<IReadOnlyList<Agent>> ListAsync()
    {
        var (records, loads) = (database.HashGetAllAsync(keys.Agents), database.HashGetAllAsync(keys.Room));
        var load = (await loads).ToDictionary(entry => (string)entry.Name!, entry => entry.Value);
        return [.. (await records).Select(entry => Read(entry.Value, load.GetValueOrDefault(LoadOf + entry.Name))).OrderBy(agent => agent.Id.Value, StringComparer.Ordinal)];
    }

    private static Agent Read(RedisValue record, RedisValue load) => Records.Read(record, StoreJson.Default.StoredAgent) with { Load = load.IsNull ? 0 : (int)load };
}
