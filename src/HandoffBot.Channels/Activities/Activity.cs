using System.Text.Json;

namespace HandoffBot.Channels.Activities;

/// <summary>An activity as we write it. What is null is left out: clients and channels treat an absent field and a null one differently.</summary>
internal sealed record Activity
{
    public const string Message = "message";
    public const string Typing = "typing";
    public const string Event = "event";

    public required string Type { get; init; }
    public string? Id { get; init; }

    /// <summary>UTC. Only set on Direct Line, where clients order by it; connectors set their own.</summary>
    public DateTime? Timestamp { get; init; }

    public required string ChannelId { get; init; }
    public string? ServiceUrl { get; init; }
    public required Account From { get; init; }
    public Account? Recipient { get; init; }
    public required ConversationAccount Conversation { get; init; }

    /// <summary>The name of an event.</summary>
    public string? Name { get; init; }

    public string? Text { get; init; }

    /// <summary><c>plain</c> or <c>markdown</c>.</summary>
    public string? TextFormat { get; init; }

    public SuggestedActions? SuggestedActions { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>A <see cref="JsonElement"/> as the customer's client sent it, or the <see cref="HandoffStatus"/> of an event.</summary>
    public object? Value { get; init; }

    /// <summary>A <see cref="JsonElement"/> in the echo of a customer's message, else <see cref="Activities.ChannelData"/>.</summary>
    public object? ChannelData { get; init; }
}

/// <param name="Role"><c>bot</c> or <c>user</c>; null where the channel knows it.</param>
internal sealed record Account(string Id, string? Name = null, string? Role = null);

internal sealed record ConversationAccount(string Id, string? TenantId = null);

internal sealed record SuggestedActions(IReadOnlyList<CardAction> Actions)
{
    /// <summary>Buttons that say their title for the customer; null when there is nothing to suggest.</summary>
    public static SuggestedActions? Saying(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? null : new SuggestedActions([.. texts.Select(text => new CardAction("imBack", text, text))]);
}

internal sealed record CardAction(string Type, string Title, string Value);

internal sealed record Attachment(string ContentType, AdaptiveCard Content);
