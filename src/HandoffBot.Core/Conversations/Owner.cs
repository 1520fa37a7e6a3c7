namespace HandoffBot.Core.Conversations;

/// <summary>Who may speak to the customer now: exactly one of these at any instant (promise G4).</summary>
public enum Owner
{
    Bot,
    Queue,
    Agent,
}
