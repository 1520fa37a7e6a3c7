namespace HandoffBot.Core.Agents;

/// <summary>Where people's presence, skills and capacity are kept.</summary>
public interface IAgentStore
{
    Task<Agent?> FindAsync(AgentId id);

    /// <summary>Replaces what is known about the agent, except their load.</summary>
    Task SetAsync(Agent agent);

    Task<IReadOnlyList<Agent>> ListAsync();
}
