using HandoffBot.Contracts.Agents;

namespace HandoffBot.Contracts.Ops;

/// <summary><c>GET /api/ops/live</c>.</summary>
/// <param name="LongestWait">The handoff that has waited longest; null when nobody waits.</param>
public sealed record LiveView(long Waiting, long Offered, long Held, LongestWaitView? LongestWait, IReadOnlyList<AgentPresenceView> Agents, IReadOnlyList<LoopView> Loops, StoreView Store)
{
    /// <summary>Waiting handoffs whose target is about to pass.</summary>
    public long AtRisk { get; init; }

    /// <summary>Waiting handoffs whose target has passed.</summary>
    public long Overdue { get; init; }

    /// <summary>Follow-ups that are owed.</summary>
    public long FollowUpsOpen { get; init; }

    /// <summary>Of them, past their due instant.</summary>
    public long FollowUpsOverdue { get; init; }

    /// <summary>The policy that decides on this node.</summary>
    public PolicyView? Policy { get; init; }
}

/// <summary>The policy, as this node sees it.</summary>
/// <param name="Since">When it came into force here.</param>
/// <param name="Faults">Why the file as it is now is not in force, with file and line; empty when it is.</param>
/// <param name="ShadowVersion">The policy that is only watched; null when none is.</param>
/// <param name="ShadowFaults">The same for its file.</param>
public sealed record PolicyView(string Version, DateTimeOffset Since, IReadOnlyList<string> Faults, string? ShadowVersion, IReadOnlyList<string> ShadowFaults);

/// <summary>The store, as this node sees it.</summary>
/// <param name="IsAway">It does not answer; customers' messages are kept on this node's disk.</param>
/// <param name="Spooled">Messages on this node's disk that are not in the store yet.</param>
/// <param name="OldestSpooled">Since when; null when there is none.</param>
/// <param name="SetAside">Messages that the store would not take; a person has to look at them.</param>
public sealed record StoreView(bool IsAway, int Spooled, DateTimeOffset? OldestSpooled, int SetAside);

public sealed record LongestWaitView(string HandoffId, CustomerView Customer, string Skill, DateTimeOffset EnqueuedAt, long WaitedSeconds);

/// <param name="Languages">Two-letter languages they speak; empty for all of them.</param>
public sealed record AgentPresenceView(string Id, string Name, string Status, int Capacity, int Load, IReadOnlyList<string> Skills, IReadOnlyList<string> Languages);

/// <param name="LastSuccess">Null when it has not yet run through.</param>
public sealed record LoopView(string Name, DateTimeOffset? LastSuccess, bool IsHealthy);
