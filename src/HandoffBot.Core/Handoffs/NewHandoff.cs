using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Handoffs;

/// <summary>A handoff as it enters the queue. Changed afterwards only by <see cref="IHandoffStore.RaiseAsync"/>.</summary>
public sealed record NewHandoff
{
    public required HandoffId Id { get; init; }
    public required ConversationId Conversation { get; init; }
    public required string Skill { get; init; }
    public required Priority Priority { get; init; }
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>What is at stake, or null.</summary>
    public Stakes? Stakes { get; init; }

    /// <summary>Somebody is in danger: the region whose emergency numbers they are told; null when it is not known, or nobody is.</summary>
    public string? EmergencyRegion { get; init; }

    /// <summary>The dialog that was open, or null.</summary>
    public string? Topic { get; init; }

    public required string Language { get; init; }
    public required string Channel { get; init; }
    public required Customer Customer { get; init; }
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>The wait that the customer was told when they got into the line; null when none was.</summary>
    public WaitEstimate? ToldWait { get; init; }

    /// <summary>Place in the line: Unix milliseconds of <see cref="EnqueuedAt"/> minus the head start. Lower is earlier.</summary>
    public long Score => (EnqueuedAt - Priority.HeadStart()).ToUnixTimeMilliseconds();
}
