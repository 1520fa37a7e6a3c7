namespace HandoffBot.Core.Conversations;

/// <summary>Identifies one customer on one channel: a version-7 GUID for our own Direct Line channel, <c>channel|id</c> for Bot Framework channels.</summary>
public readonly record struct ConversationId(string Value)
{
    /// <summary>A new id that sorts by the instant it was made.</summary>
    public static ConversationId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));

    /// <summary>The id for a conversation that a Bot Framework channel names itself.</summary>
    public static ConversationId On(string channel, string externalId) => new($"{channel}|{externalId}");

    public override string ToString() => Value;
}
