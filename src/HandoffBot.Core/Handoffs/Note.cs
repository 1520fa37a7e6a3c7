using HandoffBot.Core.Agents;

namespace HandoffBot.Core.Handoffs;

/// <summary>A note of an agent on a handoff; never shown to the customer.</summary>
public sealed record Note(DateTimeOffset At, AgentId Agent, string Text);
