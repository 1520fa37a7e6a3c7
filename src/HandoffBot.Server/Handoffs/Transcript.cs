using HandoffBot.Contracts.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;
using HandoffBot.Server.Agents;

namespace HandoffBot.Server.Handoffs;

/// <summary>The whole story for an agent (promise G5): every turn, what was read from it and decided on it, and whether it still is what the receipt says.</summary>
internal sealed class Transcript(IConversationStore conversations, IOutboxStore outbox, HandoffViews views)
{
    /// <param name="after">Only turns with a higher sequence number.</param>
    public async Task<TranscriptView> ReadAsync(Handoff handoff, long after)
    {
        var id = handoff.Opened.Conversation;
        var decisions = await conversations.ReadDecisionsAsync(id);
        var turns = await conversations.ReadAllTurnsAsync(id, after);
        var undelivered = await outbox.ReadUndeliveredAsync(id);
        return new TranscriptView(
            id.Value,
            [.. turns.Select(turn => View(turn, decisions.GetValueOrDefault(turn.Seq)))],
            HandoffViews.View(handoff.Receipt),
            // Whoever asks for what is new has had the turns of the receipt, and their check, before: reading them all again would make each new turn cost as much as the conversation is long.
            after == 0 && handoff.Receipt is { } receipt ? Receipt.Of(turns.TakeWhile(turn => turn.Seq <= receipt.Turns)) == receipt : null,
            undelivered.Count == 0 ? null : [.. undelivered.Select(View)]);
    }

    private UndeliveredView View(Undelivered one) => new(one.Seq, one.At, PublicName.Of(one.Why), views.Undelivered(one.Why), one.Detail);

    private TurnView View(Turn turn, DecisionRecord? decided) => new(
        turn.Seq,
        turn.At,
        PublicName.Of(turn.Said.Speaker),
        turn.Said.Name,
        turn.Said.Text,
        Attachments: null,
        decided is null ? null : [.. decided.Signals.Select(View)],
        decided is null ? null : View(decided.Decision));

    private static SignalView View(Signal signal) => new(
        PublicName.Of(signal.Kind),
        signal.IsUnknown ? null : signal.Value,
        signal.Confidence,
        signal.Stakes is { } stakes ? PublicName.Of(stakes) : signal.Label,
        signal.Evidence,
        signal.IsUnknown);

    private DecisionView View(Decision decision) => new(
        PublicName.Of(decision.Kind),
        [.. decision.Reasons.Select(views.Reason)],
        views.Title(decision.Topic ?? decision.Reply?.DialogId),
        decision.PolicyVersion,
        views.Why(decision));
}
