using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Handoffs;

/// <summary>The work item, as the store holds it.</summary>
/// <param name="Opened">What does not change, but when it is raised.</param>
/// <param name="State">Where it is now.</param>
/// <param name="Skill">The queue it is in or came from; differs from the opened one after a transfer.</param>
public sealed record Handoff(NewHandoff Opened, HandoffState State, string Skill)
{
    public HandoffId Id => Opened.Id;

    /// <summary>Who has the lease, while Offered or Held; who closed it, when Closed by an agent.</summary>
    public AgentId? Holder { get; init; }

    public Lease? Lease { get; init; }

    /// <summary>1 = next in its queue; null unless Waiting.</summary>
    public long? Position { get; init; }

    /// <summary>When a person first accepted it; null while nobody has.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }
    public Resolution? Resolution { get; init; }
    public Receipt? Receipt { get; init; }
}
