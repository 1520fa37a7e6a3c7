namespace HandoffBot.Contracts.Agents;

/// <summary>The signed-in person: <c>GET /api/agent/me</c>.</summary>
/// <param name="Status"><c>available</c>, <c>away</c>, <c>offline</c>, or <c>notResponding</c> after missed offers.</param>
/// <param name="AllSkills">Every skill there is.</param>
/// <param name="Load">Handoffs the person has now.</param>
/// <param name="TakesOffers">Work is offered without asking.</param>
/// <param name="StatusCause">Who changed the status when the person did not: <c>gone</c> (nothing was heard from them), <c>missedOffers</c> or <c>supervisor</c>.</param>
public sealed record AgentMe(string Id, string Name, IReadOnlyList<string> Roles, string Status, int Capacity, IReadOnlyList<string> Skills, IReadOnlyList<string> AllSkills, int Load, bool TakesOffers, string? StatusCause = null)
{
    /// <summary>Two-letter languages the person speaks; empty for all of them.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Every language customers are served in.</summary>
    public IReadOnlyList<string> AllLanguages { get; init; } = [];
}
