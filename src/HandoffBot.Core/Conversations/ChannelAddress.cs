namespace HandoffBot.Core.Conversations;

/// <summary>Where a conversation is reached: what a Bot Framework ConversationReference holds. Refreshed by every inbound message, since service URLs move.</summary>
public sealed record ChannelAddress
{
    /// <summary>The channel id, for example <c>directline</c> or <c>msteams</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>The connector's base address; null on the local Direct Line channel, whose clients read the transcript themselves.</summary>
    public string? ServiceUrl { get; init; }

    /// <summary>The channel's own conversation id.</summary>
    public required string ExternalId { get; init; }

    public required string BotId { get; init; }
    public string? BotName { get; init; }
    public required string UserId { get; init; }
    public string? UserName { get; init; }
    public string? TenantId { get; init; }

    /// <summary>BCP 47 tag as the channel sent it.</summary>
    public string? Locale { get; init; }

    /// <summary>Whether words to the customer have to be sent by the outbox.</summary>
    public bool NeedsConnector => ServiceUrl is not null;
}
