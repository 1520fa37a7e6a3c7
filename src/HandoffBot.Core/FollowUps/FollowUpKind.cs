namespace HandoffBot.Core.FollowUps;

/// <summary>What is owed to the customer.</summary>
public enum FollowUpKind
{
    /// <summary>A call, on the number they gave.</summary>
    Callback,

    /// <summary>An answer in the conversation, or at the address they gave.</summary>
    Message,

    /// <summary>A look whether it is really solved.</summary>
    Check,

    /// <summary>Words of a person that their channel refused for good: they must be reached in another way.</summary>
    DeliveryFailed,
}
