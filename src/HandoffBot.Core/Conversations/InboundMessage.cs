using System.Text.Json;

namespace HandoffBot.Core.Conversations;

/// <summary>A customer's message as a channel delivers it, checked and without the channel's envelope.</summary>
public sealed record InboundMessage
{
    public required ConversationId Conversation { get; init; }

    /// <summary>Unique in the conversation: the channel's activity id, or the client's own id for the message. A repeat is a duplicate, not a second turn.</summary>
    public required string MessageId { get; init; }

    public required ChannelAddress Address { get; init; }
    public required Customer Customer { get; init; }

    /// <summary>At most <see cref="Limits.MessageCharacters"/> characters.</summary>
    public required string Text { get; init; }

    /// <summary>When it was said, for a message that had to wait for the store; null for now.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    public JsonElement? ChannelData { get; init; }
    public JsonElement? Value { get; init; }
}
