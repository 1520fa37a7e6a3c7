using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.FollowUps;

/// <summary>A follow-up as it is opened. Never changed afterwards.</summary>
public sealed record NewFollowUp
{
    public required FollowUpId Id { get; init; }
    public required ConversationId Conversation { get; init; }

    /// <summary>The handoff it is owed for, or null.</summary>
    public HandoffId? Handoff { get; init; }

    public required Customer Customer { get; init; }
    public required string Channel { get; init; }
    public required string Language { get; init; }
    public required string Skill { get; init; }
    public required FollowUpKind Kind { get; init; }

    /// <summary>One phrase for agents: what is owed and why.</summary>
    public required string Why { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When its owner is reminded; null for when it is due.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>Who answers for it until somebody takes it: the person configured for the queue; null when nobody is.</summary>
    public AgentId? Responsible { get; init; }

    /// <summary>Number or address and time, in the customer's own words; null when they gave none. Never logged.</summary>
    public string? Contact { get; init; }

    /// <summary>The reference the customer was told, as <see cref="Handoffs.Reference"/> writes it; null when none was.</summary>
    public string? Reference { get; init; }
}
