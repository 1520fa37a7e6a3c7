using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Conversations;

/// <summary>One line of the conversation as it is shown.</summary>
public abstract record TimelineEntry
{
    private TimelineEntry()
    {
    }

    /// <summary>Another day begins.</summary>
    public sealed record Day(DateOnly Date) : TimelineEntry;

    /// <summary>Somebody else owns the conversation from here on.</summary>
    public sealed record PhaseStart(Phase Phase) : TimelineEntry;

    public sealed record Said(TurnView Turn) : TimelineEntry;

    /// <summary>A private note of an agent.</summary>
    public sealed record Noted(NoteView Note) : TimelineEntry;
}
