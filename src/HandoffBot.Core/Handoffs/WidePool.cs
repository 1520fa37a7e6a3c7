using HandoffBot.Core.Agents;

namespace HandoffBot.Core.Handoffs;

/// <summary>
/// The skills in which somebody's wait is at risk: any agent may take from them, whatever their own skills. Each node knows it from its own last look at the queues;
/// nothing is lost with it.
/// </summary>
public sealed class WidePool
{
    private volatile IReadOnlySet<string> _skills = new HashSet<string>();

    public IReadOnlySet<string> Skills => _skills;

    public void Set(IReadOnlySet<string> skills) => _skills = skills;

    /// <summary>The agent with the skills they may take from now, their own first.</summary>
    public Agent For(Agent agent) => _skills is { Count: > 0 } wide ? agent with { Skills = [.. agent.Skills.Union(wide, StringComparer.Ordinal)] } : agent;
}
