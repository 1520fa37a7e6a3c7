using System.Text.Json;
using System.Text.Json.Serialization;
using HandoffBot.Channels.Activities;

namespace HandoffBot.Channels.DirectLine;

/// <summary>The bodies that Direct Line clients and the widget receive.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActivitySet))]
[JsonSerializable(typeof(ConversationBody))]
[JsonSerializable(typeof(ChatTokenBody))]
[JsonSerializable(typeof(ResourceBody))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ChannelData))]
[JsonSerializable(typeof(HandoffStatus))]
internal sealed partial class DirectLineJson : JsonSerializerContext;

/// <param name="Watermark">Sequence number of the last turn in or before this set; ask for what is after it.</param>
internal sealed record ActivitySet(IReadOnlyList<Activity> Activities, string Watermark);

/// <param name="ExpiresIn">Seconds.</param>
/// <param name="StreamUrl">Absolute WebSocket address; null where no conversation is meant to start.</param>
internal sealed record ConversationBody(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string? StreamUrl = null);

/// <summary>For the widget.</summary>
internal sealed record ChatTokenBody(string Token, string ConversationId, string UserId, int ExpiresIn);

internal sealed record ResourceBody(string Id);

internal sealed record ErrorBody(ErrorDetail Error);

internal sealed record ErrorDetail(string Code, string Message);
