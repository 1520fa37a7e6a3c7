namespace HandoffBot.Contracts.Agents;

/// <summary><c>GET /api/agent/handoffs/{id}/trail</c>: oldest first.</summary>
public sealed record TrailView(IReadOnlyList<TrailEntryView> Items);

/// <param name="What">For example <c>opened</c>, <c>offered</c>, <c>accepted</c>, <c>lease_expired</c>, <c>transferred</c>, <c>closed</c>.</param>
/// <param name="Who">An agent's name; <c>bot</c>, <c>customer</c> or <c>auditor</c>; empty for the passing of time.</param>
/// <param name="Why">To whom or to which queue; what was wrong; empty when there is nothing to add.</param>
public sealed record TrailEntryView(DateTimeOffset At, string What, string Who, string Why);
