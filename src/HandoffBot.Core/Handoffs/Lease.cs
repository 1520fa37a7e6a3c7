namespace HandoffBot.Core.Handoffs;

/// <summary>The right of one agent to one handoff until an instant.</summary>
/// <param name="Token">Proves the right; known only to its holder.</param>
public sealed record Lease(string Token, DateTimeOffset Until);
