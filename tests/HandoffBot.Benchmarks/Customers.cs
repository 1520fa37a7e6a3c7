using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;
using HandoffBot.Redis;

namespace HandoffBot.Benchmarks;

/// <summary>Customers who ask for a person, by the product's own scripts.</summary>
internal static class Customers
{
    public const string Skill = "general";

    /// <summary>Customers who have just asked for a person.</summary>
    public static async Task<Snapshot[]> OpenAsync(Store store, int count, int workers)
    {
        var snapshots = new Snapshot[count];
        await Workers.RunAsync(count, workers, async (i, _) => snapshots[i] = await OpenAsync(store));
        return snapshots;
    }

    public static async Task<Snapshot> OpenAsync(Store store)
    {
        var id = ConversationId.New(TimeProvider.System);
        var received = await store.Conversations.ReceiveAsync(
            new InboundMessage
            {
                Conversation = id,
                MessageId = "1",
                Address = new ChannelAddress { Channel = "directline", ExternalId = id.Value, BotId = "bot", UserId = "dl_1" },
                Customer = new Customer("dl_1", ""),
                Text = "Can I talk to a person?",
            },
            "en",
            TimeProvider.System.GetUtcNow().AddMinutes(10));
        return received.Snapshot!;
    }

    /// <exception cref="InvalidOperationException">The store refused it.</exception>
    public static async Task EnqueueAsync(Store store, Snapshot snapshot, string skill = Skill, Priority priority = Priority.Normal)
    {
        var conversation = snapshot.Conversation;
        var committed = await store.Conversations.CommitAsync(new BotCommit
        {
            Conversation = conversation.Id,
            ExpectedVersion = conversation.Version,
            AnsweredSeq = conversation.LastSeq,
            Replies = [Notice("A colleague will take this. You are next in line.")],
            Decisions = [new DecisionRecord(conversation.LastSeq, new Decision(DecisionKind.HandOff, "1") { Reasons = [new Reason(ReasonCode.HumanRequest)], Skill = skill }, [])],
            Memory = BotMemory.Empty,
            Handoff = new NewHandoff
            {
                Id = HandoffId.For(conversation.Id, TimeProvider.System),
                Conversation = conversation.Id,
                Skill = skill,
                Priority = priority,
                Reasons = [new Reason(ReasonCode.HumanRequest)],
                Language = "en",
                Channel = "directline",
                Customer = conversation.Customer,
                EnqueuedAt = TimeProvider.System.GetUtcNow(),
            },
        });
        if (committed.Outcome != CommitOutcome.Done)
        {
            throw new InvalidOperationException($"A handoff was not enqueued: {committed.Outcome}.");
        }
    }

    public static Utterance Notice(string text) => new() { Speaker = Speaker.System, Text = text };
}
