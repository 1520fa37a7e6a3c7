using System.ComponentModel.DataAnnotations;
using HandoffBot.Core.Hours;

namespace HandoffBot.Core.Handoffs;

/// <summary>Section <c>Handoffs</c>.</summary>
public sealed class HandoffOptions
{
    public const string Section = "Handoffs";

    /// <summary>The skills a handoff can need, each with a queue of its own. The first is used when a decision names none of them.</summary>
    [MinLength(1)]
    public IReadOnlyList<string> Skills { get; set; } = ["general", "billing", "technical", "fraud", "care"];

    /// <summary>How long an offer waits for the agent's answer before it goes to the next one.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan OfferFor { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a held handoff survives without a sign of its agent. Longer than a restart of every node takes.</summary>
    [Range(typeof(TimeSpan), "00:00:15", "01:00:00")]
    public TimeSpan HoldFor { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How long an agent is passed over for a handoff that they declined or let go by.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SkipFor { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often expired leases are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan ReclaimEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often waiting handoffs are offered to agents who take offers.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan OfferEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>When people work on a queue, by skill; <c>default</c> for the skills without an entry. Without any, always.</summary>
    public Dictionary<string, HoursOptions> Hours { get; set; } = new(StringComparer.Ordinal);

    public TargetOptions Targets { get; set; } = new();

    /// <summary>How often overdue handoffs are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan OverdueEvery { get; set; } = TimeSpan.FromSeconds(2);
}
