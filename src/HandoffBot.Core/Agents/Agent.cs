namespace HandoffBot.Core.Agents;

/// <summary>A person who takes handoffs.</summary>
/// <param name="Name">What customers and colleagues see.</param>
/// <param name="Skills">Queues they take from.</param>
/// <param name="Capacity">Handoffs they have at once, at most.</param>
/// <param name="TakesOffers">Work is offered to them without their asking.</param>
public sealed record Agent(AgentId Id, string Name, Presence Presence, IReadOnlyList<string> Skills, int Capacity, bool TakesOffers)
{
    /// <summary>Handoffs they have now, offered ones included.</summary>
    public int Load { get; init; }

    /// <summary>Two-letter languages they speak; null for all of them. Handoffs in another one are not offered to them while its wait is within the target.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Why their presence is what it is.</summary>
    public PresenceCause Cause { get; init; }

    /// <summary>Whether they could take a handoff of this skill now; the store decides in the end.</summary>
    public bool CanTake(string skill) => Presence == Presence.Available && Load < Capacity && Skills.Contains(skill, StringComparer.Ordinal);

    public bool Speaks(string language) => Languages?.Contains(language, StringComparer.Ordinal) ?? true;
}
