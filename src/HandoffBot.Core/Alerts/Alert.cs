using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Alerts;

/// <summary>Something supervisors must know. It names no customer and quotes nobody: it may leave for other systems.</summary>
/// <param name="DueAt">When it should have been dealt with, in working time.</param>
public sealed record Alert(AlertId Id, AlertKind Kind, DateTimeOffset At, string Skill, DateTimeOffset DueAt)
{
    public Priority? Priority { get; init; }
    public HandoffId? Handoff { get; init; }
    public FollowUpId? FollowUp { get; init; }
    public string? Reference { get; init; }

    public static Alert Waiting(Handoff handoff, bool isOverdue, DateTimeOffset dueAt, DateTimeOffset now) =>
        new(new AlertId($"{(isOverdue ? "overdue" : "risk")}-{handoff.Id}"), isOverdue ? AlertKind.HandoffOverdue : AlertKind.HandoffAtRisk, now, handoff.Skill, dueAt)
        {
            Priority = handoff.Opened.Priority,
            Handoff = handoff.Id,
            Reference = Handoffs.Reference.Of(handoff.Id),
        };

    public static Alert Overdue(FollowUp followUp, DateTimeOffset now) =>
        new(new AlertId($"overdue-{followUp.Id}"), AlertKind.FollowUpOverdue, now, followUp.Opened.Skill, followUp.Opened.DueAt)
        {
            Handoff = followUp.Opened.Handoff,
            FollowUp = followUp.Id,
            Reference = followUp.Opened.Reference,
        };
}
