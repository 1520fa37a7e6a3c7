namespace HandoffBot.Core.Agents;

/// <summary>Where people's presence, skills and capacity are kept.</summary>
public interface IAgentStore
{
    Task<Agent?> FindAsync(AgentId id);

    /// <summary>Replaces what is known about the agent, except their load. Forgets the offers they have missed.</summary>
    Task SetAsync(Agent agent);

    Task<IReadOnlyList<Agent>> ListAsync();

    /// <summary>A sign of the agent.</summary>
    Task TouchAsync(AgentId id);

    /// <summary>Agents who gave their last sign at least this long ago, at most <see cref="Limits.DueItemsPerPass"/>.</summary>
    Task<IReadOnlyList<AgentId>> FindGoneAsync(TimeSpan after);

    /// <summary>Sets an agent offline who gave their last sign at least this long ago.</summary>
    /// <returns>False when there has been one in the meantime.</returns>
    Task<bool> LeaveAsync(AgentId id, TimeSpan after);

    /// <summary>Counts an offer that the agent let go by.</summary>
    /// <returns>True when it made them Not Responding: an available agent has now missed this many in a row.</returns>
    Task<bool> MissOfferAsync(AgentId id, int limit);

    /// <summary>The agent accepted or declined an offer: the count of missed ones begins anew.</summary>
    Task AnswerOfferAsync(AgentId id);
}
