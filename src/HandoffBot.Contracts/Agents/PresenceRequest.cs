namespace HandoffBot.Contracts.Agents;

/// <summary><c>PUT /api/agent/presence</c>. What is left out stays as it is.</summary>
/// <param name="Status"><c>available</c>, <c>away</c> or <c>offline</c>.</param>
/// <param name="Capacity">1 to 50.</param>
/// <param name="Skills">Names of known skills.</param>
/// <param name="TakesOffers">Offer work without asking.</param>
/// <param name="Languages">Two-letter languages the person speaks; an empty list means all of them.</param>
public sealed record PresenceRequest(string? Status, int? Capacity = null, IReadOnlyList<string>? Skills = null, bool? TakesOffers = null, IReadOnlyList<string>? Languages = null);
