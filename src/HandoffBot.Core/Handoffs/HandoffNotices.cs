using System.Globalization;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Handoffs;

/// <summary>What the product tells a customer about their handoff, in the conversation's language.</summary>
public static class HandoffNotices
{
    /// <summary>
    /// Said in the same atomic step that enqueues the handoff. Two paragraphs: what happens now, then place and wait, which a channel that shows those
    /// elsewhere, kept up to date, may leave out.
    /// </summary>
    /// <param name="ahead">Handoffs before it; null when the place is not known for certain, which is then not mentioned.</param>
    public static Utterance Enqueued(Wording wording, NewHandoff handoff, bool isReopened, long? ahead, WaitEstimate? wait)
    {
        var first = Acknowledge(wording, handoff, isReopened);
        var waiting = ahead is { } known ? $"{Place(wording, known)} {WaitText(wording, wait)}" : WaitText(wording, wait);
        return System($"{first} {wording[WordingKeys.HandoffPassedOn]}\n\n{waiting}", new HandoffNotice(handoff.Id, HandoffState.Waiting, ahead + 1, wait)) with
        {
            Suggestions = [wording[WordingKeys.SuggestWithdraw]],
        };
    }

    /// <summary>The same while nobody is on shift: until when, and what is promised instead.</summary>
    public static Utterance EnqueuedWhileClosed(Wording wording, NewHandoff handoff, bool isReopened, ClosedUntil closed, NewFollowUp owed)
    {
        var now = owed.OpenedAt;
        var opening = closed.Opening is { } instant ? WhenWords.Say(wording, instant, now, closed.Zone) : null;
        var until = opening is null ? wording[WordingKeys.QueueClosedUnknown]
            : closed.Holiday is { } holiday ? wording.Format(WordingKeys.QueueClosedHoliday, ("holiday", holiday), ("opening", opening))
            : wording.Format(WordingKeys.QueueClosed, ("opening", opening));
        var promise = wording.Format(WordingKeys.QueueClosedPromise, ("reference", owed.Reference!), ("due", WhenWords.Say(wording, owed.DueAt, now, closed.Zone)));
        return System(
            $"{Acknowledge(wording, handoff, isReopened)} {wording[WordingKeys.HandoffPassedOn]}\n\n{until} {promise}",
            new HandoffNotice(handoff.Id, HandoffState.Waiting, OpensAt: closed.Opening, Reference: owed.Reference)) with
        {
            Suggestions = [wording[WordingKeys.OverdueCallback], wording[WordingKeys.SuggestWithdraw]],
        };
    }

    /// <summary>The wait is about to be longer than it should: the customer may wait on, or be called or written to.</summary>
    public static Utterance AtRisk(Wording wording, HandoffId id) => System(
        wording.Format(WordingKeys.OverdueOffer, ("reference", Reference.Of(id))), new HandoffNotice(id, HandoffState.Waiting, Reference: Reference.Of(id))) with
    {
        Suggestions = [wording[WordingKeys.OverdueCallback], wording[WordingKeys.OverdueMessage], wording[WordingKeys.SuggestWithdraw]],
    };

    /// <summary>What the customer has said since moved them ahead.</summary>
    public static Utterance Raised(Wording wording, NewHandoff raised) => System(
        raised.Stakes == Stakes.SelfHarmOrSafety ? wording.Crisis(raised.EmergencyRegion) : wording[WordingKeys.QueueRaised], new HandoffNotice(raised.Id, HandoffState.Waiting));

    /// <summary>The place has changed much, or the wait that was named has passed.</summary>
    public static Utterance News(Wording wording, HandoffId id, long ahead, WaitEstimate? wait, bool isMissed)
    {
        var place = ahead == 0 ? wording[WordingKeys.QueueNext] : wording.Format(WordingKeys.QueueNews, ("position", wording.Ordinal(ahead + 1)));
        return System(isMissed ? $"{wording[WordingKeys.QueueMissed]} {place}" : $"{place} {WaitText(wording, wait)}", new HandoffNotice(id, HandoffState.Waiting, ahead + 1, wait)) with
        {
            Suggestions = [wording[WordingKeys.OverdueCallback], wording[WordingKeys.OverdueMessage], wording[WordingKeys.SuggestWithdraw]],
        };
    }

    public static Utterance Joined(Wording wording, HandoffId id, string agent) =>
        System(wording.Format(WordingKeys.AgentJoined, ("agent", agent)), new HandoffNotice(id, HandoffState.Held, Agent: agent));

    /// <summary>The agent's lease ran out.</summary>
    public static Utterance Lost(Wording wording, HandoffId id, string agent) =>
        System(wording.Format(WordingKeys.AgentLost, ("agent", agent)), new HandoffNotice(id, HandoffState.Waiting));

    /// <summary>The agent gave it back.</summary>
    public static Utterance Returned(Wording wording, HandoffId id, string agent) =>
        System(wording.Format(WordingKeys.AgentReturned, ("agent", agent)), new HandoffNotice(id, HandoffState.Waiting));

    /// <param name="skill">Whose queue it is in; the target's stands for it when the target is a skill.</param>
    public static Utterance Transferred(Wording wording, HandoffId id, string agent, TransferTarget target, string skill) => System(
        target.Name is { } colleague
            ? wording.Format(WordingKeys.AgentTransferredTo, ("agent", agent), ("colleague", colleague))
            : wording.Format(WordingKeys.AgentTransferred, ("agent", agent), ("skill", wording.SkillName(target.Skill ?? skill))),
        new HandoffNotice(id, HandoffState.Waiting));

    /// <summary>A supervisor gave it to somebody else. Null when nothing changes for the customer: they had nobody yet and stay in the same line.</summary>
    /// <param name="agent">Who had it.</param>
    public static Utterance? Reassigned(Wording wording, Handoff handoff, string agent, TransferTarget target)
    {
        var skill = wording.SkillName(target.Skill ?? handoff.Skill);
        var text = handoff.State == HandoffState.Held
            ? target.Name is { } colleague
                ? wording.Format(WordingKeys.AgentReassignedTo, ("agent", agent), ("colleague", colleague))
                : wording.Format(WordingKeys.AgentReassigned, ("agent", agent), ("skill", skill))
            : target.Skill is { } other && other != handoff.Skill ? wording.Format(WordingKeys.QueueMoved, ("skill", skill)) : null;
        return text is null ? null : System(text, new HandoffNotice(handoff.Id, HandoffState.Waiting));
    }

    /// <summary>The agent resolved it: the bot is back and asks whether it is really solved.</summary>
    public static IReadOnlyList<Utterance> Ended(Wording wording, HandoffId id, string agent) =>
    [
        System(wording.Format(WordingKeys.AgentEnded, ("agent", agent)), new HandoffNotice(id, HandoffState.Closed)),
        BotReplies.Bot(wording, wording[WordingKeys.SolvedAsk], wording[WordingKeys.SolvedYes], wording[WordingKeys.SolvedNo]),
    ];

    public static IReadOnlyList<Utterance> ReturnedToBot(Wording wording, HandoffId id, string agent) =>
        [System(wording.Format(WordingKeys.AgentReturnedToBot, ("agent", agent)), new HandoffNotice(id, HandoffState.Closed)) with { Suggestions = [wording[WordingKeys.SuggestPerson]] }];

    public static Utterance AskToConfirmWithdrawal(Wording wording) =>
        System(wording[WordingKeys.WithdrawAsk]) with { Suggestions = [wording[WordingKeys.WithdrawYes], wording[WordingKeys.WithdrawNo]] };

    public static Utterance KeptPlace(Wording wording) =>
        System(wording[WordingKeys.WithdrawKept]) with { Suggestions = [wording[WordingKeys.SuggestWithdraw]] };

    public static IReadOnlyList<Utterance> Withdrawn(Wording wording, HandoffId id) =>
        [System(wording[WordingKeys.WithdrawDone], new HandoffNotice(id, HandoffState.Closed)) with { Suggestions = [wording[WordingKeys.SuggestPerson]] }];

    private static Utterance System(string text, HandoffNotice? handoff = null) => new() { Speaker = Speaker.System, Text = text, Handoff = handoff };

    private static string Acknowledge(Wording wording, NewHandoff handoff, bool isReopened) =>
        handoff.Stakes == Stakes.SelfHarmOrSafety ? wording.Crisis(handoff.EmergencyRegion)
        : isReopened ? wording[WordingKeys.SolvedReopened]
        : wording.Handoff(handoff.Reasons[0]);

    private static string Place(Wording wording, long ahead) =>
        ahead == 0 ? wording[WordingKeys.QueueNext] : wording.Format(WordingKeys.QueuePosition, ("position", wording.Ordinal(ahead + 1)));

    private static string WaitText(Wording wording, WaitEstimate? wait)
    {
        if (wait is null)
        {
            return wording[WordingKeys.QueueWaitUnknown];
        }

        var (low, high) = wait.Minutes;
        var count = wait.Count.ToString(CultureInfo.InvariantCulture);
        return high <= 1
            ? wording.Format(WordingKeys.QueueWaitMinute, ("count", count))
            : wording.Format(WordingKeys.QueueWait, ("low", Number(low)), ("high", Number(high)), ("count", count));

        static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
