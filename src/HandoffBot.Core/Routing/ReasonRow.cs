using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Routing;

/// <summary>How a reason is handed off.</summary>
/// <param name="Skill">The queue; null for that of the topic.</param>
public sealed record ReasonRow(string? Skill, Priority Priority)
{
    public static ReasonRow Other { get; } = new(null, Priority.Normal);

    public static IReadOnlyDictionary<ReasonCode, ReasonRow> Defaults { get; } = new Dictionary<ReasonCode, ReasonRow>
    {
        [ReasonCode.Emotion] = new(null, Priority.High),
        [ReasonCode.Policy] = new(null, Priority.High),
    };
}
