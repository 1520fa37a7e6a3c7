namespace HandoffBot.Core.Agents;

/// <summary>Identifies a person who takes handoffs: the subject of their sign-in.</summary>
public readonly record struct AgentId(string Value)
{
    public override string ToString() => Value;
}
