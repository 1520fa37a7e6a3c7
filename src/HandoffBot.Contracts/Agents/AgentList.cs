using HandoffBot.Contracts.Ops;

namespace HandoffBot.Contracts.Agents;

/// <summary><c>GET /api/agent/agents</c>: everybody who has signed in, those who are there first.</summary>
public sealed record AgentList(IReadOnlyList<AgentPresenceView> Items);
