using HandoffBot.Core.Agents;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using Microsoft.Extensions.Options;

namespace HandoffBot.Core.FollowUps;

/// <summary>What is owed when, and who answers for it. Pure but for the clock.</summary>
public sealed class FollowUpPlans(IOptions<FollowUpOptions> options, IOptions<HandoffOptions> handoffs, QueueHours hours, DialogSet dialogs, TimeProvider time)
{
    private readonly Wording _agents = dialogs.Wording(dialogs.LanguageFor("en"));

    /// <summary>Why nobody is on shift for it now; null while somebody is.</summary>
    public ClosedUntil? Closed(NewHandoff handoff) => ClosedUntil.At(hours.For(handoff.Skill, handoff.Priority), time.GetUtcNow());

    /// <summary>The zone to tell customers of a skill times in.</summary>
    public TimeZoneInfo ZoneOf(string skill) => hours.For(skill, Priority.Normal).Zone ?? TimeZoneInfo.Utc;

    /// <summary>For a customer who asked while nobody was on shift: an answer within the target after the next opening.</summary>
    public NewFollowUp WhenClosed(NewHandoff handoff) =>
        Plan(handoff, FollowUpKind.Message, WordingKeys.FollowUpWhyClosed, handoffs.Value.Targets.For(handoff.Priority));

    public NewFollowUp Callback(NewHandoff handoff, string contact) =>
        Plan(handoff, FollowUpKind.Callback, WordingKeys.FollowUpWhyCallback, options.Value.DueWithin) with { Contact = contact };

    public NewFollowUp LaterMessage(NewHandoff handoff) => Plan(handoff, FollowUpKind.Message, WordingKeys.FollowUpWhyMessage, options.Value.DueWithin);

    /// <summary>A look whether it is really solved, by the person who closed it; null when none is wanted.</summary>
    public NewFollowUp? Check(NewHandoff handoff, AgentId closer) =>
        handoff.Stakes is null || options.Value.CheckAfter == TimeSpan.Zero ? null
        : Plan(handoff, FollowUpKind.Check, WordingKeys.FollowUpWhyCheck, options.Value.CheckAfter) with { Responsible = closer, Reference = null };

    private NewFollowUp Plan(NewHandoff handoff, FollowUpKind kind, string why, TimeSpan within)
    {
        var now = time.GetUtcNow();
        // Where the calendar names no further opening, time runs on: a promise needs an instant.
        var due = hours.For(handoff.Skill, handoff.Priority).After(now, within) ?? now + within;
        return new NewFollowUp
        {
            Id = FollowUpId.Of(kind, handoff.Id),
            Conversation = handoff.Conversation,
            Handoff = handoff.Id,
            Customer = handoff.Customer,
            Channel = handoff.Channel,
            Language = handoff.Language,
            Skill = handoff.Skill,
            Kind = kind,
            Why = _agents[why],
            OpenedAt = now,
            DueAt = due,
            RemindAt = due - options.Value.RemindBefore,
            Responsible = options.Value.ResponsibleFor(handoff.Skill) is { Length: > 0 } person ? new AgentId(person) : null,
            Reference = Reference.Of(handoff.Id),
        };
    }
}
