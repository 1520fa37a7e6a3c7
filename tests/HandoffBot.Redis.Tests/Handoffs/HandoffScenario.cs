using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using Microsoft.Extensions.Time.Testing;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests.Handoffs;

/// <summary>One handoff in a state, with Alice who has or had it, Bob who could, a supervisor, and everything that can happen to it.</summary>
internal sealed class HandoffScenario
{
    private static readonly AgentId Alice = new("alice"), Bob = new("bob"), Away = new("away"), Sue = new("sue");

    private static Utterance Words { get; } = new() { Speaker = Speaker.Agent, Name = "Alice", Text = "Hello", MessageId = "m" };

    private readonly Store _store;
    private readonly FakeTimeProvider _time;
    private readonly NewHandoff _handoff;
    private readonly string _token;
    private readonly long _seen;

    private HandoffScenario(Store store, FakeTimeProvider time, NewHandoff handoff, string token, long seen) => (_store, _time, _handoff, _token, _seen) = (store, time, handoff, token, seen);

    /// <summary>What can happen, by its name in the table.</summary>
    public static IReadOnlyDictionary<string, Func<HandoffScenario, Task<string>>> Events { get; } = new Dictionary<string, Func<HandoffScenario, Task<string>>>
    {
        ["offer the next"] = async it => Say((await it._store.OfferNextAsync(Bob)).Outcome),
        ["claim"] = async it => Say((await it._store.Handoffs.OfferAsync(it._handoff.Id, Bob)).Outcome),
        ["claim again"] = async it => Say((await it._store.Handoffs.OfferAsync(it._handoff.Id, Alice)).Outcome),
        ["accept"] = it => Say(it._store.Handoffs.AcceptAsync(it._handoff.Ref(), Alice, it._token, Notice("joined"))),
        ["accept with another's token"] = it => Say(it._store.Handoffs.AcceptAsync(it._handoff.Ref(), Bob, it._token, Notice("joined"))),
        ["decline"] = it => Say(it._store.Handoffs.ReturnAsync(it._handoff.Ref(), Alice, it._token, null)),
        ["decline with another's token"] = it => Say(it._store.Handoffs.ReturnAsync(it._handoff.Ref(), Bob, it._token, null)),
        ["the lease is over"] = it =>
        {
            it._time.Advance(TimeSpan.FromMinutes(10));
            return Say(it._store.Handoffs.ReclaimAsync(it._handoff.Ref(), it._token, null));
        },
        ["reclaim a live lease"] = it => Say(it._store.Handoffs.ReclaimAsync(it._handoff.Ref(), it._token, null)),
        ["renew"] = it => Say(it._store.Handoffs.RenewAsync(it._handoff.Ref(), Alice, it._token)),
        ["say"] = it => Say(it._store.Handoffs.SayAsync(it._handoff.Ref(), Alice, it._token, Words)),
        ["say with another's token"] = it => Say(it._store.Handoffs.SayAsync(it._handoff.Ref(), Bob, it._token, Words)),
        ["note"] = it => Say(it._store.Handoffs.AddNoteAsync(it._handoff.Ref(), Alice, it._token, "note", "1")),
        ["transfer to a skill"] = it => Say(it._store.Handoffs.TransferAsync(it._handoff.Ref(), Alice, it._token, TransferTarget.ToSkill("billing"), Notice("t"), "")),
        ["transfer to a person"] = it => Say(it._store.Handoffs.TransferAsync(it._handoff.Ref(), Alice, it._token, TransferTarget.ToAgent(Bob), Notice("t"), "")),
        ["transfer to who cannot take it"] = it => Say(it._store.Handoffs.TransferAsync(it._handoff.Ref(), Alice, it._token, TransferTarget.ToAgent(Away), Notice("t"), "")),
        ["resolve"] = it => it.CloseAsync(Resolution.Solved, it._seen),
        ["resolve with unseen words"] = async it =>
        {
            await it._store.Conversations.ReceiveAsync(Message(it._handoff.Conversation, "late", "One more thing"), "en", it._time.GetUtcNow());
            return await it.CloseAsync(Resolution.Solved, it._seen);
        },
        ["return to the bot"] = it => it.CloseAsync(Resolution.ReturnedToBot, it._seen),
        ["reassign to a skill"] = async it => await Say(it._store.Handoffs.ReassignAsync(await it.FindAsync(), Sue, TransferTarget.ToSkill("billing"), null, "")),
        ["reassign to a person"] = async it => await Say(it._store.Handoffs.ReassignAsync(await it.FindAsync(), Sue, TransferTarget.ToAgent(Bob), null, "")),
        ["reassign to who cannot take it"] = async it => await Say(it._store.Handoffs.ReassignAsync(await it.FindAsync(), Sue, TransferTarget.ToAgent(Away), null, "")),
        ["reassign what has moved on"] = async it =>
            await Say(it._store.Handoffs.ReassignAsync(await it.FindAsync() with { Holder = Bob, Lease = new Lease("older", it._time.GetUtcNow()) }, Sue, TransferTarget.ToSkill("billing"), null, "")),
        ["leave the line, confirmed"] = async it => Say(await it._store.WithdrawAsync(it._handoff.Ref(), [Notice("left")])),
        ["leave the line, then type on"] = async it =>
        {
            var confirmed = (await it._store.Conversations.LoadAsync(it._handoff.Conversation))!.Conversation.Version;
            await it._store.Conversations.ReceiveAsync(Message(it._handoff.Conversation, "late", "no, wait"), "en", it._time.GetUtcNow());
            return Say(await it._store.Handoffs.WithdrawAsync(it._handoff.Ref(), confirmed, [Notice("left")]));
        },
        ["say what is graver"] = async it => Say(await it._store.Handoffs.RaiseAsync(await it.FindAsync(), it._handoff with { Priority = Priority.Crisis }, Notice("raised"))),
        ["take the follow-up"] = it => it.TakeFollowUpAsync(),
    };

    public static async Task<HandoffScenario> BeginAsync(Store store, FakeTimeProvider time, HandoffState state)
    {
        await PresentAsync(store, Bob.Value);
        await store.Agents.SetAsync(new Agent(Away, "Away", Presence.Away, ["general"], 3, TakesOffers: false));
        var handoff = await EnqueueAsync(store, time);
        await PresentAsync(store, Alice.Value);
        var token = "none";
        if (state != HandoffState.Waiting)
        {
            token = (await store.Handoffs.OfferAsync(handoff.Id, Alice)).Handoff!.Lease!.Token;
        }

        if (state is HandoffState.Held or HandoffState.Closed)
        {
            await store.Handoffs.AcceptAsync(handoff.Ref(), Alice, token, Notice("joined"));
        }

        var seen = (await store.Conversations.LoadAsync(handoff.Conversation))!.Conversation.LastSeq;
        if (state == HandoffState.Closed)
        {
            await store.Handoffs.CloseAsync(handoff.Ref(), Alice, token, Resolution.Solved, "", [], BotMemory.Empty);
        }

        return new HandoffScenario(store, time, handoff, token, seen);
    }

    public async Task<Handoff> FindAsync() => (await _store.Handoffs.FindAsync(_handoff.Id))!;

    /// <summary>Every agent's load equals the leases they have, whatever happened.</summary>
    public async Task<bool> AddsUpAsync()
    {
        var handoff = await FindAsync();
        var holder = handoff.State is HandoffState.Offered or HandoffState.Held ? handoff.Holder : null;
        return (await _store.Agents.ListAsync()).All(agent => agent.Load == (agent.Id == holder ? 1 : 0));
    }

    public async Task<Owner> OwnerAsync() => (await _store.Conversations.LoadAsync(_handoff.Conversation))!.Conversation.Owner;

    private static string Say(OfferOutcome outcome) => outcome == OfferOutcome.Offered ? "done" : outcome.ToString();

    private static string Say(bool done) => done ? "done" : "";

    private static async Task<string> Say(Task<LeaseResult> acting) => (await acting).Outcome is var outcome && outcome == LeaseOutcome.Done ? "done" : outcome.ToString();

    private Task<string> CloseAsync(Resolution resolution, long seenSeq) => Say(_store.Handoffs.CloseAsync(_handoff.Ref(), Alice, _token, resolution, "", [Notice("ended")], BotMemory.Empty, seenSeq));

    private async Task<string> TakeFollowUpAsync()
    {
        var id = FollowUpId.Of(FollowUpKind.Callback, _handoff.Id);
        await _store.FollowUps.OpenAsync(new NewFollowUp
        {
            Id = id,
            Conversation = _handoff.Conversation,
            Handoff = _handoff.Id,
            Customer = _handoff.Customer,
            Channel = _handoff.Channel,
            Language = _handoff.Language,
            Skill = _handoff.Skill,
            Kind = FollowUpKind.Callback,
            Why = "asked to be called back",
            OpenedAt = _time.GetUtcNow(),
            DueAt = _time.GetUtcNow().AddHours(2),
        });
        var taken = await _store.FollowUps.TakeAsync((await _store.FollowUps.FindAsync(id))!, Bob, Notice("taken"));
        return taken == FollowUpOutcome.Done ? "done" : taken.ToString();
    }
}
