using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Outbox;

namespace HandoffBot.Core.FollowUps;

/// <summary>What customers are promised for later, and what people do about it.</summary>
public sealed class FollowUpActions(IFollowUpStore store, IConversationStore conversations, FollowUpPlans plans, DialogSet dialogs, Delivery delivery, TimeProvider time)
{
    /// <summary>Digits from which a text can hold a phone number; shorter ones are extensions or times.</summary>
    private const int DigitsOfANumber = 6;

    /// <inheritdoc cref="FollowUpPlans.Closed"/>
    public ClosedUntil? Closed(NewHandoff handoff) => plans.Closed(handoff);

    /// <summary>What a customer who asks now, while nobody is on shift, is promised.</summary>
    public NewFollowUp WhenClosed(NewHandoff handoff) => plans.WhenClosed(handoff);

    /// <summary>Records a promise. Repeating it is harmless.</summary>
    public Task<bool> OpenAsync(NewFollowUp owed) => store.OpenAsync(owed);

    /// <summary>Whether a waiting customer's words may be about a callback or a message: theirs, or an answer to our question.</summary>
    /// <param name="last">What they were asked last; null when nothing was.</param>
    public static bool MayConcern(Turn turn, Turn? last, Wording wording) =>
        IsAsked(last, wording) || wording.Is(turn.Said.Text, WordingKeys.OverdueCallback) || wording.Is(turn.Said.Text, WordingKeys.OverdueMessage);

    /// <summary>Deals with what a waiting customer says about a callback or a message. Null when there is nothing to reply.</summary>
    /// <param name="last">What they were asked last; null when nothing was.</param>
    public async Task<Utterance?> AnswerAsync(NewHandoff handoff, Turn turn, Turn? last)
    {
        var (wording, text) = (dialogs.Wording(handoff.Language), turn.Said.Text);
        if (wording.Is(text, WordingKeys.OverdueCallback))
        {
            return await store.FindAsync(FollowUpId.Of(FollowUpKind.Callback, handoff.Id)) is { State: FollowUpState.Open } known
                ? FollowUpNotices.Known(wording, known.Opened)
                : FollowUpNotices.AskForNumber(wording);
        }

        if (wording.Is(text, WordingKeys.OverdueMessage))
        {
            return await PromiseAsync(plans.LaterMessage(handoff), handoff, wording);
        }

        if (!IsAsked(last, wording))
        {
            return null;
        }

        if (wording.Is(text, WordingKeys.CallbackCancel))
        {
            return HandoffNotices.KeptPlace(wording);
        }

        if (text.Count(char.IsDigit) >= DigitsOfANumber)
        {
            return await PromiseAsync(plans.Callback(handoff, text.Length > Limits.ContactCharacters ? text[..Limits.ContactCharacters] : text), handoff, wording);
        }

        // Asked for a second time, they write about something else: that is for the person who reads it.
        return last!.Said.Text == wording[WordingKeys.CallbackUnclear] ? null : FollowUpNotices.NoNumber(wording);
    }

    /// <summary>A named person takes it upon them; the customer hears who, and leaves the line if they are still in it.</summary>
    public async Task<FollowUpOutcome> TakeAsync(Agent agent, FollowUp followUp, bool instead = false)
    {
        var opened = followUp.Opened;
        var conversation = (await conversations.LoadAsync(opened.Conversation))?.Conversation;
        var zone = plans.ZoneOf(opened.Skill);
        var notice = opened is { Handoff: not null, Kind: FollowUpKind.Callback or FollowUpKind.Message }
            ? FollowUpNotices.Taken(dialogs.Wording(opened.Language), opened, agent.Name, time.GetUtcNow(), zone)
            : null;
        var outcome = await store.TakeAsync(followUp, agent.Id, notice, instead);
        if (outcome == FollowUpOutcome.Done && conversation is not null)
        {
            delivery.Deliver(conversation.Id, conversation.Address, queueChanged: true);
        }

        return outcome;
    }

    /// <summary>The customer has left the line: what they were to be called or written about is over too.</summary>
    public async Task WithdrawnAsync(HandoffId handoff)
    {
        foreach (var followUp in await OpenOfAsync(handoff, FollowUpKind.Callback, FollowUpKind.Message))
        {
            await store.WithdrawAsync(followUp);
        }
    }

    /// <summary>A person has said that it is solved: with it, the message that was owed is done; where much is at stake, somebody looks again later.</summary>
    public async Task ResolvedAsync(Handoff handoff, AgentId agent, string note)
    {
        foreach (var followUp in await OpenOfAsync(handoff.Id, FollowUpKind.Message))
        {
            await store.DoneAsync(followUp, agent, note, anybodys: true);
        }

        if (plans.Check(handoff.Opened, agent) is { } check)
        {
            await store.OpenAsync(check);
        }
    }

    /// <summary>The customer has said themselves whether it is solved; nobody needs to look any more.</summary>
    public async Task AnsweredByCustomerAsync(HandoffId handoff)
    {
        foreach (var followUp in await OpenOfAsync(handoff, FollowUpKind.Check))
        {
            await store.WithdrawAsync(followUp);
        }
    }

    private async Task<Utterance> PromiseAsync(NewFollowUp owed, NewHandoff handoff, Wording wording)
    {
        var isNew = await store.OpenAsync(owed);
        var promised = isNew ? owed : (await store.FindAsync(owed.Id))?.Opened ?? owed;
        return FollowUpNotices.Noted(wording, promised, time.GetUtcNow(), plans.ZoneOf(handoff.Skill));
    }

    private async Task<IEnumerable<FollowUp>> OpenOfAsync(HandoffId handoff, params FollowUpKind[] kinds) =>
        (await store.OfHandoffAsync(handoff)).Where(followUp => followUp.State == FollowUpState.Open && kinds.Contains(followUp.Opened.Kind));

    private static bool IsAsked(Turn? last, Wording wording) =>
        last is { Said.Speaker: Speaker.System } && last.Said.Suggestions.Contains(wording[WordingKeys.CallbackCancel]);
}
