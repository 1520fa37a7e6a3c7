using System.Text.Json;
using System.Text.Json.Serialization;
using HandoffBot.Channels.Activities;

namespace HandoffBot.Channels.BotFramework;

/// <summary>The bodies that Bot Framework channels receive.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(CardResponse))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ChannelData))]
[JsonSerializable(typeof(HandoffStatus))]
internal sealed partial class BotFrameworkJson : JsonSerializerContext;

/// <summary>The answer to a message that wants its replies inline.</summary>
internal sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);

/// <summary>The answer to <c>adaptiveCard/action</c>: a message to show in place of the card.</summary>
internal sealed record CardResponse(string Value)
{
    public int StatusCode { get; } = 200;

    public string Type { get; } = "application/vnd.microsoft.activity.message";
}

/// <summary>RFC 9457, with the field at fault.</summary>
internal sealed record Problem(int Status, string Title, IReadOnlyDictionary<string, string[]>? Errors = null)
{
    public const string ContentType = "application/problem+json";

    public string Type { get; } = "about:blank";
}
