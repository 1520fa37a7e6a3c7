using HandoffBot.Core.Agents;

namespace HandoffBot.Core.FollowUps;

/// <summary>Something owed to a customer, as the store holds it.</summary>
/// <param name="Opened">What does not change.</param>
/// <param name="State">Where it is now.</param>
public sealed record FollowUp(NewFollowUp Opened, FollowUpState State)
{
    public FollowUpId Id => Opened.Id;

    /// <summary>The named person who took it or was handed it; before that, who is responsible for the queue; null when nobody is.</summary>
    public AgentId? Owner { get; init; }

    /// <summary>A named person has taken it upon them.</summary>
    public bool IsTaken { get; init; }

    /// <summary>What has been said about it so far.</summary>
    public FollowUpMark Mark { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public FollowUpEnding? Ending { get; init; }
}
