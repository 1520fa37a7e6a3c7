namespace HandoffBot.Contracts.Agents;

/// <summary><c>POST /api/agent/handoffs/{id}/reassign</c>, for supervisors: exactly one of the two targets.</summary>
/// <param name="Note">Why, for colleagues.</param>
public sealed record ReassignRequest(string? Skill, string? Agent, string? Note);

/// <summary><c>POST /api/agent/handoffs/{id}/take-over</c>, for supervisors. The body may be left out.</summary>
/// <param name="Note">Why, for colleagues.</param>
public sealed record TakeOverRequest(string? Note);

/// <summary><c>PUT /api/agent/colleagues/{id}/presence</c>, for supervisors.</summary>
/// <param name="Status"><c>away</c> or <c>offline</c>: nobody is made available but by themselves.</param>
public sealed record ColleaguePresenceRequest(string? Status);
