using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Conversations;

/// <summary>
/// What customers say while the queue or an agent owns their conversation: no bot answers, but the signals stand beside the turn for the agent, graver stakes move the customer
/// ahead, and whoever waits may leave the line or say how to be called back.
/// </summary>
public sealed class TurnsToPeople(
    IConversationStore conversations,
    IHandoffStore handoffs,
    SignalPanel signals,
    DialogSet dialogs,
    PoliciesInForce policies,
    Delivery delivery,
    FollowUpActions followUps,
    TimeProvider time,
    ITurnObserver? observer = null)
{
    /// <summary>Reads the latest turn of a conversation that the bot does not own, and deals with what it asks of the queue.</summary>
    public async Task PassAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (snapshot.Recent is not [.., { IsFromCustomer: true } turn])
        {
            return;
        }

        var before = snapshot.Recent.SkipLast(1).ToList();
        var reading = await signals.ReadAsync(new TurnContext(turn, snapshot.Conversation, before), cancellationToken);
        var decision = Router.Decide(snapshot.Conversation, reading, policies.Live);
        var record = new DecisionRecord(turn.Seq, decision, reading.Signals);
        await conversations.RecordDecisionAsync(snapshot.Conversation.Id, record);
        observer?.Decided([record], null, time.GetUtcNow() - turn.At);
        if (snapshot.Conversation is { Owner: Owner.Queue, Handoff: { } handoff })
        {
            // First what was asked of the customer: a number to call must not be lost because more is at stake.
            await AnswerWhileWaitingAsync(snapshot.Conversation, handoff, turn, before);
            await RaiseAsync(snapshot.Conversation, handoff, decision, reading.WrittenIn ?? snapshot.Conversation.Language);
        }
    }

    /// <summary>Moves the customer ahead when more is at stake than was known.</summary>
    /// <param name="language">Of the turn; the button stays in that of the conversation, in which it is understood.</param>
    private async Task RaiseAsync(Conversation conversation, HandoffId id, Decision decision, string language)
    {
        if (decision.Stakes is null
            || await handoffs.FindAsync(id) is not { } handoff
            || ReplyPlan.Raise(handoff.Opened, conversation with { Language = language }, decision, policies.Live) is not { } raised)
        {
            return;
        }

        var notice = HandoffNotices.Raised(dialogs.Wording(language), raised) with { Suggestions = [dialogs.Wording(conversation.Language)[WordingKeys.SuggestWithdraw]] };
        if (await handoffs.RaiseAsync(handoff, raised, notice))
        {
            delivery.Deliver(conversation.Id, conversation.Address, queueChanged: true);
        }
    }

    private async Task AnswerWhileWaitingAsync(Conversation conversation, HandoffId handoff, Turn turn, List<Turn> before)
    {
        var wording = dialogs.Wording(conversation.Language);
        var question = OpenQuestion(before, wording);
        var asked = question?.Said.Suggestions.Contains(wording[WordingKeys.WithdrawYes]) ?? false;
        if (asked && wording.Is(turn.Said.Text, WordingKeys.WithdrawYes))
        {
            if (await handoffs.FindAsync(handoff) is { } waiting && await handoffs.WithdrawAsync(waiting, conversation.Version, HandoffNotices.Withdrawn(wording, handoff)))
            {
                await followUps.WithdrawnAsync(handoff);
                delivery.Deliver(conversation.Id, conversation.Address, queueChanged: true);
            }

            return;
        }

        if (FollowUpActions.MayConcern(turn, question, wording) && await handoffs.FindAsync(handoff) is { } owed)
        {
            await SayAsync(conversation, await followUps.AnswerAsync(owed.Opened, turn, question));
            return;
        }

        var notice = wording.Is(turn.Said.Text, WordingKeys.SuggestWithdraw) ? HandoffNotices.AskToConfirmWithdrawal(wording)
            : asked && wording.Is(turn.Said.Text, WordingKeys.WithdrawNo) ? HandoffNotices.KeptPlace(wording)
            : null;
        await SayAsync(conversation, notice);
    }

    /// <summary>What we asked since the customer last wrote; a notice about the wait in between does not take the question back.</summary>
    private static Turn? OpenQuestion(List<Turn> before, Wording wording) => before.AsEnumerable().Reverse()
        .TakeWhile(turn => turn.Said.Speaker == Speaker.System)
        .FirstOrDefault(turn => turn.Said.Suggestions.Contains(wording[WordingKeys.WithdrawYes]) || turn.Said.Suggestions.Contains(wording[WordingKeys.CallbackCancel]));

    private async Task SayAsync(Conversation conversation, Utterance? notice)
    {
        if (notice is not null && await conversations.AppendNoticeAsync(conversation.Id, conversation.Version, notice))
        {
            delivery.Deliver(conversation.Id, conversation.Address);
        }
    }
}
