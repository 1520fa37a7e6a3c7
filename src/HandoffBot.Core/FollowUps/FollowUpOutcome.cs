namespace HandoffBot.Core.FollowUps;

/// <summary>The store's answer to an action on a follow-up. All but Done wrote nothing.</summary>
public enum FollowUpOutcome
{
    Done,

    /// <summary>Another person has it.</summary>
    NotOwner,

    /// <summary>It is done or withdrawn.</summary>
    Ended,
    Unknown,
}
