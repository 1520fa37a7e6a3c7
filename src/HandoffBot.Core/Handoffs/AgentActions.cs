using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Outbox;

namespace HandoffBot.Core.Handoffs;

/// <summary>What an agent does with a handoff: each action is one atomic step in the store, with what the customer is told about it.</summary>
public sealed class AgentActions(IHandoffStore handoffs, IConversationStore conversations, DialogSet dialogs, Delivery delivery, FollowUpActions followUps, WidePool wide)
{
    /// <summary>Offers the next handoff the agent can take and accepts it. Where waits are at risk, other skills than theirs count too.</summary>
    /// <param name="request">Makes repeats harmless: the same handoff again, while the agent has it. Null takes one more each time.</param>
    public async Task<OfferResult> NextAsync(Agent agent, string? request = null) => await AcceptOfferedAsync(agent, await handoffs.OfferNextAsync(wide.For(agent), request));

    /// <summary>Takes this handoff. Harmless for its holder.</summary>
    public async Task<OfferResult> ClaimAsync(Agent agent, HandoffId id) => await AcceptOfferedAsync(agent, await handoffs.OfferAsync(id, agent.Id));

    /// <summary>Takes what was offered.</summary>
    public async Task<LeaseResult> AcceptAsync(Agent agent, Handoff handoff, string token)
    {
        var result = await handoffs.AcceptAsync(handoff, agent.Id, token, HandoffNotices.Joined(WordingOf(handoff), handoff.Id, agent.Name));
        if (result.Outcome == LeaseOutcome.Done)
        {
            await DeliverAsync(handoff, queueChanged: true);
            await GiveReceiptAsync(handoff);
        }

        return result;
    }

    /// <summary>
    /// Records what the agent was given at pickup, unless that was done. Whoever took it may have died between the two; since the transcript itself says where the pickup
    /// was, any node can make it up later.
    /// </summary>
    public async Task<Receipt?> GiveReceiptAsync(Handoff handoff)
    {
        if (handoff.Receipt is { } known)
        {
            return known;
        }

        var receipt = Receipt.AtPickup(await conversations.ReadAllTurnsAsync(handoff.Opened.Conversation, 0), handoff.Id);
        if (receipt is not null)
        {
            await handoffs.RecordReceiptAsync(handoff.Id, receipt);
        }

        return receipt;
    }

    /// <summary>Gives it back to the queue, offered or held.</summary>
    public async Task<LeaseResult> DeclineAsync(Agent agent, Handoff handoff, string token)
    {
        var notice = handoff.State == HandoffState.Held ? HandoffNotices.Returned(WordingOf(handoff), handoff.Id, agent.Name) : null;
        return await DeliveredAsync(handoff, queueChanged: true, await RepeatableAsync(handoff, agent, HandoffAct.Declined, token, await handoffs.ReturnAsync(handoff, agent.Id, token, notice)));
    }

    public async Task<LeaseResult> SayAsync(Agent agent, Handoff handoff, string token, string messageId, string text) => await DeliveredAsync(
        handoff, queueChanged: false, await handoffs.SayAsync(handoff, agent.Id, token, new Utterance { Speaker = Speaker.Agent, Name = agent.Name, Text = text, MessageId = messageId }));

    /// <param name="target">Null for somebody who cannot take it.</param>
    public async Task<LeaseResult> TransferAsync(Agent agent, Handoff handoff, string token, TransferTarget? target, string note)
    {
        var result = target is null
            ? new LeaseResult(LeaseOutcome.TargetUnavailable)
            : await handoffs.TransferAsync(handoff, agent.Id, token, target, HandoffNotices.Transferred(WordingOf(handoff), handoff.Id, agent.Name, target, handoff.Skill), note);
        return await DeliveredAsync(handoff, queueChanged: true, await RepeatableAsync(handoff, agent, HandoffAct.Transferred, token, result));
    }

    /// <summary>A supervisor gives it to a skill or to a named agent. The customer hears of it when they had somebody, or when they are in another line now.</summary>
    /// <param name="holder">Who has it, as far as they are known.</param>
    /// <param name="target">Null for somebody who cannot take it.</param>
    /// <param name="request">Makes repeats harmless; null makes it a new wish each time.</param>
    public async Task<LeaseResult> ReassignAsync(Agent supervisor, Handoff handoff, Agent? holder, TransferTarget? target, string why, string? request = null)
    {
        var result = target is null
            ? new LeaseResult(LeaseOutcome.TargetUnavailable)
            : await handoffs.ReassignAsync(
                handoff, supervisor.Id, target, HandoffNotices.Reassigned(WordingOf(handoff), handoff, holder?.Name ?? handoff.Holder?.Value ?? "", target), why, request);
        return await DeliveredAsync(handoff, queueChanged: true, request is null ? result : await RepeatableAsync(handoff, supervisor, HandoffAct.Reassigned, request, result));
    }

    /// <summary>A supervisor takes it, whoever has it, and speaks to the customer from now on.</summary>
    /// <param name="holder">Who has it, as far as they are known.</param>
    public async Task<(LeaseResult Result, Handoff? Handoff)> TakeOverAsync(Agent supervisor, Handoff handoff, Agent? holder, string why)
    {
        var given = await ReassignAsync(supervisor, handoff, holder, TransferTarget.ToAgent(supervisor.Id, supervisor.Name), why);
        if (given.Outcome != LeaseOutcome.Done)
        {
            return (given, null);
        }

        var taken = await ClaimAsync(supervisor, handoff.Id);
        return taken.Outcome == OfferOutcome.Offered ? (given, taken.Handoff) : (new LeaseResult(LeaseOutcome.Conflict), null);
    }

    /// <summary>The agent says it is done; the bot asks the customer whether it really is.</summary>
    /// <param name="seenSeq">Up to which turn the agent has seen the conversation; null does not ask.</param>
    public async Task<LeaseResult> ResolveAsync(Agent agent, Handoff handoff, string token, Resolution resolution, string note, long? seenSeq)
    {
        var closing = HandoffNotices.Ended(WordingOf(handoff), handoff.Id, agent.Name);
        var result = await handoffs.CloseAsync(handoff, agent.Id, token, resolution, note, closing, new BotMemory { AskedSolved = handoff.Id.Value }, seenSeq);
        if (result.Outcome == LeaseOutcome.Done)
        {
            await followUps.ResolvedAsync(handoff, agent.Id, note);
        }

        return await DeliveredAsync(handoff, queueChanged: true, result);
    }

    /// <inheritdoc cref="ResolveAsync"/>
    public async Task<LeaseResult> ReturnToBotAsync(Agent agent, Handoff handoff, string token, string note, long? seenSeq) => await DeliveredAsync(
        handoff,
        queueChanged: true,
        await handoffs.CloseAsync(handoff, agent.Id, token, Resolution.ReturnedToBot, note, HandoffNotices.ReturnedToBot(WordingOf(handoff), handoff.Id, agent.Name), BotMemory.Empty, seenSeq));

    /// <summary>Takes back a handoff whose lease ran out.</summary>
    /// <param name="agent">Who had it; null when they are not known any more.</param>
    public async Task<LeaseResult> ReclaimAsync(Handoff handoff, Agent? agent)
    {
        // Between finding the lease over and reading the handoff, another node may have been first.
        if (handoff.Lease is not { } lease)
        {
            return new LeaseResult(LeaseOutcome.LeaseLost);
        }

        var notice = handoff.State == HandoffState.Held ? HandoffNotices.Lost(WordingOf(handoff), handoff.Id, agent?.Name ?? handoff.Holder!.Value.Value) : null;
        return await DeliveredAsync(handoff, queueChanged: true, await handoffs.ReclaimAsync(handoff, lease.Token, notice));
    }

    /// <summary>Takes back a handoff whose agent is gone.</summary>
    public async Task<LeaseResult> TakeBackAsync(Agent gone, Handoff handoff)
    {
        if (handoff.Lease is not { } lease)
        {
            return new LeaseResult(LeaseOutcome.LeaseLost);
        }

        var notice = handoff.State == HandoffState.Held ? HandoffNotices.Lost(WordingOf(handoff), handoff.Id, gone.Name) : null;
        return await DeliveredAsync(handoff, queueChanged: true, await handoffs.TakeBackAsync(handoff, gone.Id, lease.Token, notice));
    }

    private async Task<OfferResult> AcceptOfferedAsync(Agent agent, OfferResult offer)
    {
        if (offer is not { Outcome: OfferOutcome.Offered, Handoff: { Lease: { } lease } handoff })
        {
            return offer;
        }

        if (handoff.State == HandoffState.Held)
        {
            // Asked again by its holder: answered as the first time, receipt included.
            var held = await handoffs.FindAsync(handoff.Id) ?? handoff;
            return new OfferResult(OfferOutcome.Offered, await GiveReceiptAsync(held) is { } receipt && held.Receipt is null ? held with { Receipt = receipt } : held);
        }

        var accepted = await AcceptAsync(agent, handoff, lease.Token);
        return accepted.Outcome == LeaseOutcome.Done
            ? new OfferResult(OfferOutcome.Offered, await handoffs.FindAsync(handoff.Id))
            : new OfferResult(OfferOutcome.AlreadyTaken, await handoffs.FindAsync(handoff.Id));
    }

    /// <summary>A refusal of what was done before, when only the answer was lost, is answered as the first time.</summary>
    private async Task<LeaseResult> RepeatableAsync(Handoff handoff, Agent agent, HandoffAct act, string by, LeaseResult result) =>
        result.Outcome != LeaseOutcome.Done && await handoffs.HasDoneAsync(handoff, agent.Id, act, by) ? new LeaseResult(LeaseOutcome.Done) : result;

    private async Task<LeaseResult> DeliveredAsync(Handoff handoff, bool queueChanged, LeaseResult result)
    {
        if (result.Outcome == LeaseOutcome.Done)
        {
            await DeliverAsync(handoff, queueChanged);
        }

        return result;
    }

    private async Task DeliverAsync(Handoff handoff, bool queueChanged)
    {
        if (await conversations.LoadAsync(handoff.Opened.Conversation) is { } snapshot)
        {
            delivery.Deliver(snapshot.Conversation.Id, snapshot.Conversation.Address, queueChanged);
        }
    }

    private Wording WordingOf(Handoff handoff) => dialogs.Wording(handoff.Opened.Language);
}
