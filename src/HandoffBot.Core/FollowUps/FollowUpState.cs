namespace HandoffBot.Core.FollowUps;

/// <summary>Open until a person marks it done or the customer withdraws; nothing else ends it.</summary>
public enum FollowUpState
{
    Open,
    Done,
    Withdrawn,
}
