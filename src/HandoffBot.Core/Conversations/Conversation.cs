using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Conversations;

/// <summary>One customer on one channel, as the store holds it.</summary>
public sealed record Conversation
{
    public required ConversationId Id { get; init; }

    /// <summary>Raised by every write; a bot reply is refused when it was computed for an older version.</summary>
    public required long Version { get; init; }

    public required Owner Owner { get; init; }

    /// <summary>Sequence number of the last turn.</summary>
    public required long LastSeq { get; init; }

    /// <summary>Sequence number of the last customer turn that has been dealt with.</summary>
    public required long AnsweredSeq { get; init; }

    /// <summary>Two-letter language that the product speaks in this conversation.</summary>
    public required string Language { get; init; }

    public required ChannelAddress Address { get; init; }
    public required Customer Customer { get; init; }
    public required BotMemory Memory { get; init; }

    /// <summary>The open handoff, while Owner is Queue or Agent.</summary>
    public HandoffId? Handoff { get; init; }

    /// <summary>The holder, while Owner is Agent.</summary>
    public AgentId? Agent { get; init; }
}
