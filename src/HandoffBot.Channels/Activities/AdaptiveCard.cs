using System.Text.Json.Serialization;

namespace HandoffBot.Channels.Activities;

/// <summary>An Adaptive Card that holds nothing but buttons.</summary>
internal sealed record AdaptiveCard(IReadOnlyList<SubmitAction> Actions)
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    [JsonPropertyName("$schema")]
    public string Schema { get; } = "http://adaptivecards.io/schemas/adaptive-card.json";

    public string Type { get; } = "AdaptiveCard";

    /// <summary>1.2 is understood by every Teams client; buttons need no more.</summary>
    public string Version { get; } = "1.2";

    public IReadOnlyList<string> Body { get; } = [];

    /// <summary>One button per text; picking it submits the text.</summary>
    public static Attachment Saying(IReadOnlyList<string> texts) =>
        new(ContentType, new AdaptiveCard([.. texts.Select(text => new SubmitAction(text, new SubmittedText(text)))]));
}

internal sealed record SubmitAction(string Title, SubmittedText Data)
{
    public string Type { get; } = "Action.Submit";
}

internal sealed record SubmittedText(string Text);
