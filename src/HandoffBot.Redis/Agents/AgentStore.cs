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
        var record = database.HashGetAsync(keys.First.Agents, id.Value);
        var loads = await Task.WhenAll(keys.All.Select(at => database.HashGetAsync(at.Room, LoadOf + id.Value)));
        return (await record).IsNull ? null : Read(await record, loads.Sum(load => (long)load));
    }

    public Task SetAsync(Agent agent)
    {
        RedisValue room = agent.Presence == Presence.Available ? agent.Capacity : "";
        return Set.RunAsync(database, [keys.First.Agents, keys.First.Room], [agent.Id.Value, Records.Write(agent with { Load = 0 }, StoreJson.Default.StoredAgent), room]);
    }

    public async Task<IReadOnlyList<Agent>> ListAsync()
    {
        var records = database.HashGetAllAsync(keys.First.Agents);
        var loads = (await Task.WhenAll(keys.All.Select(at => database.HashGetAllAsync(at.Room)))).SelectMany(entries => entries)
            .Where(entry => entry.Name.StartsWith(LoadOf)).ToLookup(entry => (string)entry.Name!, entry => (long)entry.Value);
        return [.. (await records).Select(entry => Read(entry.Value, loads[LoadOf + entry.Name].Sum())).OrderBy(agent => agent.Id.Value, StringComparer.Ordinal)];
    }

    private static Agent Read(RedisValue record, long load) => Records.Read(record, StoreJson.Default.StoredAgent) with { Load = (int)load };
}
