using System.Text.Json;

namespace HandoffBot.Channels.Activities;

/// <summary>What we read of an activity from outside; everything else in it is ignored.</summary>
internal sealed record IncomingActivity
{
    public required string Type { get; init; }
    public string? Id { get; init; }
    public string? ChannelId { get; init; }
    public string? ServiceUrl { get; init; }
    public string? DeliveryMode { get; init; }
    public string? Locale { get; init; }

    /// <summary>The name of an event or invoke.</summary>
    public string? Name { get; init; }

    /// <summary><c>add</c> or <c>remove</c> on an installation update.</summary>
    public string? Action { get; init; }

    public string? Text { get; init; }
    public JsonElement? Value { get; init; }
    public JsonElement? ChannelData { get; init; }

    /// <summary>The client's own id for the message, in <c>channelData</c>; the echo carries it back.</summary>
    public string? ClientActivityId { get; init; }

    public IncomingAccount? From { get; init; }
    public IncomingAccount? Recipient { get; init; }
    public string? ConversationId { get; init; }
    public string? TenantId { get; init; }
    public IReadOnlyList<IncomingAccount> MembersAdded { get; init; } = [];
    public IReadOnlyList<Mention> Mentions { get; init; } = [];
}

internal sealed record IncomingAccount(string? Id, string? Name);

/// <param name="Id">Who is mentioned.</param>
/// <param name="Text">How the mention stands in the text.</param>
internal sealed record Mention(string Id, string Text);

/// <summary>Why an activity is not taken.</summary>
/// <param name="Field">The field at fault, as a path.</param>
/// <param name="Detail">For developers.</param>
internal sealed record Fault(string Field, string Detail);
