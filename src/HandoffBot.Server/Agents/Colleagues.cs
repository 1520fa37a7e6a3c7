using HandoffBot.Contracts.Ops;
using HandoffBot.Core.Agents;

namespace HandoffBot.Server.Agents;

/// <summary>Every agent with presence and load, those who are there first.</summary>
internal static class Colleagues
{
    public static async Task<IReadOnlyList<AgentPresenceView>> ReadAsync(IAgentStore agents) =>
    [
        .. (await agents.ListAsync())
            .OrderByDescending(agent => agent.Presence)
            .ThenBy(agent => agent.Name, StringComparer.Ordinal)
            .Select(View),
    ];

    public static AgentPresenceView View(Agent agent) => new(agent.Id.Value, agent.Name, PublicName.Of(agent.Presence), agent.Capacity, agent.Load, agent.Skills, agent.Languages ?? []);
}
