namespace HandoffBot.Core.Handoffs;

/// <summary>How a handoff ended. All of them need a person's action or the customer's own confirmation.</summary>
public enum Resolution
{
    Solved,
    ReturnedToBot,
    CustomerWithdrew,

    /// <summary>A named person has taken the follow-up that is owed instead; becomes FollowUpDone when it is done.</summary>
    FollowUpOwed,
    FollowUpDone,
}
