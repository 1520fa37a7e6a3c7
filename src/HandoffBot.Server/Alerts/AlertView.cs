using System.Text.Json.Serialization;

namespace HandoffBot.Server.Alerts;

/// <summary>An alert as the webhook gets it. Repeats carry the same id.</summary>
/// <param name="Kind"><c>handoff_at_risk</c>, <c>handoff_overdue</c> or <c>follow_up_overdue</c>.</param>
internal sealed record AlertView(string Id, string Kind, DateTimeOffset At, string Skill, string? Priority, DateTimeOffset DueAt, string? Reference, string? HandoffId, string? FollowUpId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AlertView))]
internal sealed partial class AlertJson : JsonSerializerContext;
