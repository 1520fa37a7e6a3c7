using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Core.Conversations;

/// <summary>
/// The main flow: one customer message from receipt to reply. <see cref="ReceiveAsync"/> records it, and from there it cannot be lost;
/// <see cref="ReplyAsync"/> reads, decides, commits and sends, and may run anywhere, any number of times.
/// </summary>
public sealed partial class TurnHandler(
    IConversationStore conversations,
    IHandoffStore handoffs,
    SignalPanel signals,
    DialogSet dialogs,
    PoliciesInForce policies,
    Delivery delivery,
    FollowUpActions followUps,
    TurnsToPeople turnsToPeople,
    TimeProvider time,
    ILogger<TurnHandler> logger,
    ITurnObserver? observer = null,
    IShadowStore? shadow = null)
{
    /// <summary>How long the bot has before the pending loop gives the customer to a person.</summary>
    public static TimeSpan ReplyWithin { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Opens a conversation with a greeting. Harmless when it is open: then it returns false.</summary>
    public async Task<bool> StartAsync(ConversationId id, ChannelAddress address, Customer customer)
    {
        var language = dialogs.LanguageFor(address.Locale);
        var isNew = await conversations.StartAsync(id, address, customer, language, BotReplies.Greeting(dialogs.Wording(language)));
        if (isNew)
        {
            delivery.Deliver(id, address);
        }

        return isNew;
    }

    /// <summary>Records a customer's message. The channel may be answered when this returns.</summary>
    public async Task<Received> ReceiveAsync(InboundMessage message)
    {
        var received = await conversations.ReceiveAsync(message, dialogs.LanguageFor(message.Address.Locale), time.GetUtcNow() + ReplyWithin);
        if (!received.IsDuplicate)
        {
            delivery.Announce(message.Conversation);
            observer?.Received(message.Address);
        }

        return received;
    }

    /// <summary>Deals with every customer turn that nobody has dealt with yet.</summary>
    public async Task ReplyAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Limits.CommitAttempts; attempt++)
        {
            if (snapshot.Conversation.Owner != Owner.Bot)
            {
                await turnsToPeople.PassAsync(snapshot, cancellationToken);
                return;
            }

            snapshot = await WithAllUnansweredAsync(snapshot);
            var unanswered = snapshot.Unanswered.ToList();
            if (unanswered.Count == 0)
            {
                return;
            }

            var plan = new ReplyPlan(snapshot.Conversation, dialogs, policies.Current, time);
            foreach (var turn in unanswered)
            {
                plan.Add(await signals.ReadAsync(new TurnContext(turn, snapshot.Conversation with { Language = plan.Language }, [.. snapshot.Recent.TakeWhile(before => before.Seq < turn.Seq).TakeLast(Limits.RecentTurns)]), cancellationToken));
            }

            if (await CommitAsync(snapshot.Conversation, plan, unanswered))
            {
                return;
            }

            if (await conversations.LoadAsync(snapshot.Conversation.Id) is not { } latest)
            {
                return;
            }

            snapshot = latest;
        }

        GaveUp(snapshot.Conversation.Id.Value, Limits.CommitAttempts);
    }

    /// <summary>Gives a conversation whose reply is overdue to a person.</summary>
    public async Task HandOffOverdueAsync(ConversationId id)
    {
        while (await conversations.LoadAsync(id) is { Conversation.Owner: Owner.Bot } snapshot && snapshot.Unanswered.ToList() is { Count: > 0 } unanswered)
        {
            var plan = new ReplyPlan(snapshot.Conversation, dialogs, policies.Current, time);
            plan.HandOffUnread(unanswered);
            if (await CommitAsync(snapshot.Conversation, plan, unanswered))
            {
                ReplyOverdue(id.Value);
                return;
            }
        }
    }

    /// <summary>A customer may have typed more than the latest turns hold; a request for a person among the older ones must not be overlooked (promise G1).</summary>
    private async Task<Snapshot> WithAllUnansweredAsync(Snapshot snapshot) =>
        snapshot.Recent is [var oldest, ..] && oldest.Seq > snapshot.Conversation.AnsweredSeq + 1
            ? snapshot with { Recent = await conversations.ReadAllTurnsAsync(snapshot.Conversation.Id, snapshot.Conversation.AnsweredSeq, snapshot.Conversation.LastSeq) }
            : snapshot;

    /// <summary>True when it is settled: committed, or a person owns the conversation now. False when the conversation moved on.</summary>
    private async Task<bool> CommitAsync(Conversation conversation, ReplyPlan plan, List<Turn> turns)
    {
        for (var attempt = 1; ; attempt++)
        {
            var closed = plan.Handoff is { } asked ? followUps.Closed(asked) : null;
            var owed = closed is null ? null : followUps.WhenClosed(plan.Handoff!);
            var (notice, ahead) = plan.Handoff is not { } handoff ? (null, null)
                : closed is not null ? (HandoffNotices.EnqueuedWhileClosed(dialogs.Wording(handoff.Language), handoff, plan.IsReopened, closed, owed!), null)
                : await NoticeAsync(handoff, plan.IsReopened, withPlace: attempt <= Limits.PositionAttempts);
            var commit = plan.ToCommit(turns[^1].Seq, notice, ahead);
            var committed = await conversations.CommitAsync(commit);
            switch (committed.Outcome)
            {
                case CommitOutcome.PlaceChanged:
                    continue;
                case CommitOutcome.Done:
                    await RecordPromisesAsync(conversation, plan, commit, owed);
                    delivery.Deliver(conversation.Id, conversation.Address, queueChanged: plan.Handoff is not null);
                    observer?.Decided(commit.Decisions, commit.Handoff, time.GetUtcNow() - turns[0].At);
                    await KeepDifferencesAsync(conversation.Id, plan.Shadow);
                    return true;
                default:
                    return committed.Outcome == CommitOutcome.NotOwner;
            }
        }
    }

    /// <summary>Examples for operations, after the customer has been served; that they cannot be kept is no fault of the turn.</summary>
    private async Task KeepDifferencesAsync(ConversationId id, IReadOnlyList<ShadowDecision> decided)
    {
        List<ShadowDecision> differing = [.. decided.Where(one => one.Verdict is not (ShadowVerdict.Agreed or ShadowVerdict.Failed))];
        if (shadow is null || differing.Count == 0)
        {
            return;
        }

        try
        {
            await shadow.KeepAsync(id, differing);
        }
        catch (Exception exception)
        {
            ExampleLost(exception, id.Value);
        }
    }

    /// <summary>The handoff itself is stored with the notice. What is owed beside it, the overdue loop opens too, should this process die here.</summary>
    private async Task RecordPromisesAsync(Conversation conversation, ReplyPlan plan, BotCommit commit, NewFollowUp? owed)
    {
        if (owed is not null)
        {
            await followUps.OpenAsync(owed);
        }

        if (conversation.Memory.AskedSolved is { } asked && (plan.IsReopened || commit.Decisions.Any(record => record.Decision.Reply is { Kind: ReplyKind.SolvedConfirmed })))
        {
            await followUps.AnsweredByCustomerAsync(new HandoffId(asked));
        }
    }

    private async Task<(Utterance Notice, long? Ahead)> NoticeAsync(NewHandoff handoff, bool isReopened, bool withPlace)
    {
        long? ahead = withPlace ? await handoffs.CountAheadAsync(handoff.Skill, handoff.Score) : null;
        var wait = WaitEstimate.From(await handoffs.ReadWaitsAsync(handoff.Skill));
        return (HandoffNotices.Enqueued(dialogs.Wording(handoff.Language), handoff, isReopened, ahead, wait), ahead);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Conversation {Conversation} changed {Attempts} times while it was answered; the pending loop will hand it off")]
    private partial void GaveUp(string conversation, int attempts);

    [LoggerMessage(Level = LogLevel.Information, Message = "How the watched policy would have decided in conversation {Conversation} was not kept")]
    private partial void ExampleLost(Exception exception, string conversation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reply in conversation {Conversation} was overdue; it was handed off")]
    private partial void ReplyOverdue(string conversation);
}
