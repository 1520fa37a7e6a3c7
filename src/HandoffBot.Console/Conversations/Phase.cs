namespace HandoffBot.Console.Conversations;

public enum PhaseOwner
{
    Bot,
    Queue,
    Agent,
}

/// <summary>A stretch of a conversation with one owner.</summary>
/// <param name="Name">The agent's name; null for bot and queue.</param>
public sealed record Phase(PhaseOwner Owner, string? Name = null)
{
    public string InWords => Owner switch
    {
        PhaseOwner.Bot => "Bot",
        PhaseOwner.Queue => "Waiting for a person",
        _ => Name ?? "A person",
    };
}
