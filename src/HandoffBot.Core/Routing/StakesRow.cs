using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Routing;

/// <summary>A row of the stakes table.</summary>
/// <param name="From">The value it hands off from; null where the policy's own threshold holds.</param>
/// <param name="Skill">The queue; null for that of the topic.</param>
public sealed record StakesRow(double? From, string? Skill, Priority Priority)
{
    /// <summary>A kind that no table knows.</summary>
    public static StakesRow Other { get; } = new(null, null, Priority.High);

    public static IReadOnlyDictionary<Stakes, StakesRow> Defaults { get; } = new Dictionary<Stakes, StakesRow>
    {
        [Stakes.SelfHarmOrSafety] = new(null, "care", Priority.Crisis),
        [Stakes.Fraud] = new(null, "fraud", Priority.Urgent),
        [Stakes.Bereavement] = new(null, "care", Priority.High),
        [Stakes.LegalThreat] = new(null, "general", Priority.High),
        [Stakes.Vulnerability] = new(null, "care", Priority.Urgent),
        [Stakes.Medical] = new(null, "care", Priority.Urgent),
        [Stakes.Outage] = new(null, "technical", Priority.High),
        [Stakes.Privacy] = new(null, "general", Priority.High),
        [Stakes.LargeMoney] = new(null, "billing", Priority.High),
    };
}
