using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Outbox;

/// <summary>
/// What becomes of words that a channel refuses for good: they are marked where agents read them, and what a person said is owed to the customer in another way.
/// All of it may be repeated, since whoever dies before the outbox moves on has it sent, and refused, once more.
/// </summary>
public sealed class UndeliveredWords(IOutboxStore outbox, IFollowUpStore followUps, IHandoffStore handoffs, FollowUpPlans plans, INudges nudges, TimeProvider time)
{
    public async Task RecordAsync(Conversation conversation, Turn turn, SendResult refused)
    {
        // The follow-up first: the mark alone would be a loss that nobody owes.
        if (turn.Said.Speaker == Speaker.Agent)
        {
            await OpenFollowUpAsync(conversation, turn);
        }

        await outbox.RecordUndeliveredAsync(conversation.Id, new Undelivered(turn.Seq, time.GetUtcNow(), refused.Why, refused.Detail));
        nudges.Conversation(conversation.Id, queueChanged: false);
    }

    /// <summary>One is enough for all that one handoff could not deliver, until somebody has dealt with it.</summary>
    private async Task OpenFollowUpAsync(Conversation conversation, Turn turn)
    {
        var occasion = FormattableString.Invariant($"turn {turn.Seq}");
        var owed = plans.DeliveryFailed(conversation, conversation.Handoff is { } open ? await handoffs.FindAsync(open) : null, occasion);
        if (!await followUps.OpenAsync(owed) && await followUps.FindAsync(owed.Id) is not { State: FollowUpState.Open })
        {
            await followUps.OpenAsync(owed with { Id = FollowUpId.Of(FollowUpKind.DeliveryFailed, conversation.Id, occasion) });
        }
    }
}
