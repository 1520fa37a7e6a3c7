using System.Text.Json;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Conversations;

/// <summary>What was said, before it has a place in the transcript.</summary>
public sealed record Utterance
{
    public required Speaker Speaker { get; init; }

    /// <summary>The speaker's display name; null where the channel gives none.</summary>
    public string? Name { get; init; }

    /// <summary>The words: plain text from people, the safe Markdown subset from the bot.</summary>
    public required string Text { get; init; }

    /// <summary>The sender's id of this message, unique in the conversation; repeats of it are refused.</summary>
    public string? MessageId { get; init; }

    /// <summary>Replies the customer can pick; each is also the text that is sent when picked.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>The state of the handoff that this notice speaks of.</summary>
    public HandoffNotice? Handoff { get; init; }

    /// <summary>The customer's channel data, returned unchanged in the echo; never read by the product.</summary>
    public JsonElement? ChannelData { get; init; }

    /// <summary>Values of a submitted card, as the customer's client sent them.</summary>
    public JsonElement? Value { get; init; }
}
