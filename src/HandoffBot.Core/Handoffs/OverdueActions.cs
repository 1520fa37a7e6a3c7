using HandoffBot.Core.Alerts;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Outbox;
using Microsoft.Extensions.Options;

namespace HandoffBot.Core.Handoffs;

/// <summary>What is done about a long wait: nothing ends it but a person or the customer, so everything here makes that person come sooner, or tells the truth.</summary>
public sealed class OverdueActions(
    IOverdueStore store,
    IHandoffStore handoffs,
    IConversationStore conversations,
    WaitPromise promise,
    FollowUpActions followUps,
    AlertRaiser alerts,
    DialogSet dialogs,
    Delivery delivery,
    QueueHours hours,
    IOptions<HandoffOptions> options,
    TimeProvider time)
{
    /// <summary>Looks at one waiting handoff and does what its wait demands. Harmless beside another node's look.</summary>
    /// <returns>How its wait stands.</returns>
    public async Task<OverdueMark> LookAsync(MarkedHandoff waiting)
    {
        var (handoff, now) = (waiting.Handoff, time.GetUtcNow());
        var standing = promise.Standing(handoff, now);
        if (standing <= waiting.Mark)
        {
            return standing;
        }

        // Alerts first: should this process die in between, they are raised again under the same id.
        var isOverdue = standing == OverdueMark.Overdue;
        await alerts.RaiseAsync(Alert.Waiting(handoff, isOverdue, promise.DueAt(handoff) ?? now, now));
        var notice = waiting.Mark == OverdueMark.None ? HandoffNotices.AtRisk(dialogs.Wording(handoff.Opened.Language), handoff.Id) : null;
        if (await store.MarkAsync(handoff, standing, notice))
        {
            await DeliverAsync(handoff);
        }

        return standing;
    }

    /// <summary>Opens what is owed to a customer who asked while nobody was on shift, should the process that promised it have died before. Idempotent.</summary>
    public async Task KeepPromiseAsync(Handoff handoff)
    {
        if (ClosedUntil.At(hours.For(handoff.Opened.Skill, handoff.Opened.Priority), handoff.Opened.EnqueuedAt) is not null)
        {
            await followUps.OpenAsync(followUps.WhenClosed(handoff.Opened));
        }
    }

    /// <summary>Tells a waiting customer, seldom, that their place has changed much or that the wait that was named has passed.</summary>
    public async Task TellNewsAsync(Handoff handoff)
    {
        var now = time.GetUtcNow();
        if (handoff.Position is not { } position || !hours.For(handoff.Skill, handoff.Opened.Priority).IsOpen(now) || await conversations.LoadAsync(handoff.Opened.Conversation) is not { } snapshot)
        {
            return;
        }

        // Words in between, or a question of ours that stands open, must not be talked over.
        if (snapshot.Recent is not [.., { Said: { Speaker: Speaker.System, Handoff: { } told } } last] || told.Id != handoff.Id || now - last.At < options.Value.Targets.NewsEvery)
        {
            return;
        }

        var named = snapshot.Recent.LastOrDefault(turn => turn.Said.Handoff is { Position: not null } notice && notice.Id == handoff.Id);
        var isMissed = named?.Said.Handoff?.Wait is { } wait && now - named.At > TimeSpan.FromSeconds(wait.HighSeconds);
        var isNearer = named?.Said.Handoff?.Position is { } before && position <= (before + 1) / 2 && position < before;
        if (!isMissed && !isNearer)
        {
            return;
        }

        // Missed once, no range is named again: it would be a guess on top of a wrong one.
        var estimate = isMissed ? null : WaitEstimate.From(await handoffs.ReadWaitsAsync(handoff.Skill));
        var notice = HandoffNotices.News(dialogs.Wording(handoff.Opened.Language), handoff.Id, position - 1, estimate, isMissed);
        if (await conversations.AppendNoticeAsync(handoff.Opened.Conversation, snapshot.Conversation.Version, notice))
        {
            delivery.Deliver(snapshot.Conversation.Id, snapshot.Conversation.Address);
        }
    }

    private async Task DeliverAsync(Handoff handoff)
    {
        if (await conversations.LoadAsync(handoff.Opened.Conversation) is { } snapshot)
        {
            delivery.Deliver(snapshot.Conversation.Id, snapshot.Conversation.Address, queueChanged: true);
        }
    }
}
