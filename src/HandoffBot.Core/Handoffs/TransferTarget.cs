using HandoffBot.Core.Agents;

namespace HandoffBot.Core.Handoffs;

/// <summary>Where a transfer goes: a skill's queue, or a named agent (then the skill stays as it is).</summary>
public sealed record TransferTarget
{
    private TransferTarget() { }

    public string? Skill { get; private init; }
    public AgentId? Agent { get; private init; }

    /// <summary>The name of <see cref="Agent"/> that the customer is told; null names the team only.</summary>
    public string? Name { get; private init; }

    public static TransferTarget ToSkill(string skill) => new() { Skill = skill };

    public static TransferTarget ToAgent(AgentId agent, string? name = null) => new() { Agent = agent, Name = name };
}
