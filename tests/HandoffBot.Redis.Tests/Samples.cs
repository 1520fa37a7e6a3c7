using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Redis.Tests;

/// <summary>Short ways to the records that tests need.</summary>
internal static class Samples
{
    public static Customer Zoe { get; } = new("dl_1", "Zoé");

    public static ChannelAddress Web { get; } = new() { Channel = "directline", ExternalId = "c", BotId = "bot", UserId = "dl_1" };

    public static ChannelAddress Teams { get; } = Web with { Channel = "msteams", ServiceUrl = "http://localhost:1/" };

    public static Utterance Bot(string text) => new() { Speaker = Speaker.Bot, Text = text };

    public static Utterance Notice(string text) => new() { Speaker = Speaker.System, Text = text };

    public static InboundMessage Message(ConversationId id, string messageId, string text, ChannelAddress? address = null) =>
        new() { Conversation = id, MessageId = messageId, Address = address ?? Web, Customer = Zoe, Text = text };

    public static BotCommit Answer(Snapshot snapshot, string text) => new()
    {
        Conversation = snapshot.Conversation.Id,
        ExpectedVersion = snapshot.Conversation.Version,
        AnsweredSeq = snapshot.Conversation.LastSeq,
        Replies = [Bot(text)],
        Decisions = [new DecisionRecord(snapshot.Conversation.LastSeq, new Decision(DecisionKind.Answer, "1"), [new Signal(SignalKind.Sentiment, -0.25, 0.9) { Evidence = "hm" }])],
        Memory = new BotMemory { Topic = "pay-bill" },
    };

    public static NewHandoff Handoff(ConversationId id, TimeProvider time, string skill = "general", Priority priority = Priority.Normal) => new()
    {
        Id = HandoffId.For(id, time),
        Conversation = id,
        Skill = skill,
        Priority = priority,
        Reasons = [new Reason(ReasonCode.HumanRequest, "a person")],
        Language = "en",
        Channel = "directline",
        Customer = Zoe,
        EnqueuedAt = time.GetUtcNow(),
    };

    /// <summary>A caller's copy of a handoff; what changes about it is looked up in the store.</summary>
    public static Handoff Ref(this NewHandoff handoff) => new(handoff, HandoffState.Waiting, handoff.Skill);

    /// <summary>Offers the next handoff to an agent as the store knows them.</summary>
    public static async Task<OfferResult> OfferNextAsync(this Store store, AgentId id) =>
        await store.Handoffs.OfferNextAsync(await store.Agents.FindAsync(id) ?? new Agent(id, id.Value, Presence.Offline, ["general"], 1, TakesOffers: false));

    /// <summary>Withdraws at the version the conversation has now.</summary>
    public static async Task<bool> WithdrawAsync(this Store store, Handoff handoff, IReadOnlyList<Utterance> closing) =>
        await store.Handoffs.WithdrawAsync(handoff, (await store.Conversations.LoadAsync(handoff.Opened.Conversation))!.Conversation.Version, closing);

    /// <summary>A conversation in which the customer has asked for a person.</summary>
    /// <param name="change">What is else about it.</param>
    public static async Task<NewHandoff> EnqueueAsync(
        Store store, TimeProvider time, string skill = "general", Priority priority = Priority.Normal, ChannelAddress? address = null, Func<NewHandoff, NewHandoff>? change = null)
    {
        var id = ConversationId.New(time);
        var received = await store.Conversations.ReceiveAsync(Message(id, "1", "A person please", address), "en", time.GetUtcNow().AddSeconds(10));
        var handoff = Handoff(id, time, skill, priority);
        handoff = change?.Invoke(handoff) ?? handoff;
        var committed = await store.Conversations.CommitAsync(Answer(received.Snapshot!, "A colleague will.") with { Handoff = handoff });
        Assert.Equal(CommitOutcome.Done, committed.Outcome);
        return handoff;
    }

    public static async Task<AgentId> PresentAsync(Store store, string name, int capacity = 3, params string[] skills)
    {
        var id = new AgentId(name);
        await store.Agents.SetAsync(new Agent(id, name, Presence.Available, skills.Length > 0 ? skills : ["general", "billing"], capacity, TakesOffers: true));
        return id;
    }

    public static async Task<(NewHandoff Handoff, AgentId Agent, string Token)> HoldAsync(Store store, TimeProvider time, string name = "alice", ChannelAddress? address = null)
    {
        var handoff = await EnqueueAsync(store, time, address: address);
        var agent = await PresentAsync(store, name);
        var offer = await store.Handoffs.OfferAsync(handoff.Id, agent);
        var token = offer.Handoff!.Lease!.Token;
        Assert.Equal(LeaseOutcome.Done, (await store.Handoffs.AcceptAsync(handoff.Ref(), agent, token, Notice("joined"))).Outcome);
        return (handoff, agent, token);
    }
}
