using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
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

    /// <summary>For a customer whose channel refused a person's words: the person who wrote them, or the queue, reaches them in another way.</summary>
    /// <param name="handoff">The conversation's open handoff, if there is one: it owes this once.</param>
    /// <param name="occasion">Tells this one from others of the same conversation, where there is no handoff.</param>
    public NewFollowUp DeliveryFailed(Conversation conversation, Handoff? handoff, string occasion)
    {
        var (skill, priority) = handoff is null ? (handoffs.Value.Skills[0], Priority.Normal) : (handoff.Skill, handoff.Opened.Priority);
        var now = time.GetUtcNow();
        return new NewFollowUp
        {
            Id = handoff is null ? FollowUpId.Of(FollowUpKind.DeliveryFailed, conversation.Id, occasion) : FollowUpId.Of(FollowUpKind.DeliveryFailed, handoff.Id),
            Conversation = conversation.Id,
            Handoff = handoff?.Id,
            Customer = conversation.Customer,
            Channel = conversation.Address.Channel,
            Language = conversation.Language,
            Skill = skill,
            Kind = FollowUpKind.DeliveryFailed,
            Why = _agents[WordingKeys.FollowUpWhyDelivery],
            OpenedAt = now,
            DueAt = DueAt(skill, priority, now, options.Value.DueWithin),
            Responsible = conversation.Agent ?? ResponsibleFor(skill),
        };
    }

    private NewFollowUp Plan(NewHandoff handoff, FollowUpKind kind, string why, TimeSpan within)
    {
        var now = time.GetUtcNow();
        var due = DueAt(handoff.Skill, handoff.Priority, now, within);
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
            Responsible = ResponsibleFor(handoff.Skill),
            Reference = Reference.Of(handoff.Id),
        };
    }

    /// <summary>Where the calendar names no further opening, time runs on: a promise needs an instant.</summary>
    private DateTimeOffset DueAt(string skill, Priority priority, DateTimeOffset now, TimeSpan within) => hours.For(skill, priority).After(now, within) ?? now + within;

    private AgentId? ResponsibleFor(string skill) => options.Value.ResponsibleFor(skill) is { Length: > 0 } person ? new AgentId(person) : null;
}
