namespace HandoffBot.Core.Conversations;

/// <summary>Who said a turn (promise G10). System is a notice of the product itself: position, change of hands.</summary>
public enum Speaker
{
    Customer,
    Bot,
    Agent,
    System,
}
