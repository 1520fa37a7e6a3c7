namespace HandoffBot.Contracts.Agents;

/// <summary>One server-sent event of <c>GET /api/agent/events</c>: a nudge without content. The client then asks for what is after the last sequence number it has.</summary>
/// <param name="Conversations">Conversations that changed.</param>
/// <param name="Queue">Queues or leases changed.</param>
public sealed record AgentEvent(IReadOnlyList<string> Conversations, bool Queue);
