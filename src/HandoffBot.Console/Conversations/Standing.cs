namespace HandoffBot.Console.Conversations;

/// <summary>What this agent is to the conversation in front of them.</summary>
public enum Standing
{
    Loading,

    /// <summary>It waits; anybody with the skill may claim it.</summary>
    Waiting,

    /// <summary>It is offered to this agent, who accepts or declines.</summary>
    OfferedToMe,

    Mine,

    /// <summary>It is offered to or held by another agent.</summary>
    WithOther,

    Closed,
}
