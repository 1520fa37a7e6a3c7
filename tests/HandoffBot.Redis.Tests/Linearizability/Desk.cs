using System.Collections.Immutable;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests.Linearizability;

/// <summary>The operations that histories are made of: each with its call of the store and the rule it must follow.</summary>
/// <param name="isSpread">Over several partitions, where a claim is not one step.</param>
internal sealed class Desk(IHandoffStore handoffs, IConversationStore conversations, IAgentStore agents, TimeProvider time, bool isSpread = false)
{
    public bool IsSpread => isSpread;

    public Operation Next(string agent, IReadOnlyList<string> skills) => new(
        $"{agent} asks for the next of {string.Join('+', skills)}",
        async () => Read(await handoffs.OfferNextAsync(new Agent(new(agent), agent, Presence.Available, skills, 1, TakesOffers: true))),
        (world, token) => Rules.Next(world, agent, skills, token))
    {
        Weakly = isSpread ? (world, said) => ClaimRules.Next(world, agent, skills, said) : null,
    };

    public Operation Offer(string id, string agent) => new(
        $"{agent} asks for {id}", async () => Read(await handoffs.OfferAsync(new(id), new(agent))), (world, token) => Rules.Offer(world, id, agent, token))
    {
        Weakly = isSpread ? (world, said) => ClaimRules.Offer(world, id, agent, said) : null,
    };

    public Operation Accept(Handoff handoff, string agent, string token) => new(
        $"{agent} accepts {handoff.Id} by {token}",
        async () => Read(await handoffs.AcceptAsync(handoff, new(agent), token, Notice("joined"))),
        (world, _) => Rules.Accept(world, handoff.Id.Value, agent, token));

    public Operation Decline(Handoff handoff, string agent, string token) => new(
        $"{agent} gives {handoff.Id} back by {token}",
        async () => Read(await handoffs.ReturnAsync(handoff, new(agent), token, Notice("back in line"))),
        (world, _) => Rules.Return(world, handoff.Id.Value, token, agent));

    public Operation Reclaim(Handoff handoff, string token) => new(
        $"{handoff.Id} is reclaimed by {token}", async () => Read(await handoffs.ReclaimAsync(handoff, token, null)), (world, _) => Rules.Return(world, handoff.Id.Value, token, agent: null));

    public Operation Renew(Handoff handoff, string agent, string token) => new(
        $"{agent} renews {handoff.Id} by {token}", async () => Read(await handoffs.RenewAsync(handoff, new(agent), token)), (world, _) => Rules.Renew(world, handoff.Id.Value, agent, token));

    public Operation Say(Handoff handoff, string agent, string token, string message) => new(
        $"{agent} says {message} on {handoff.Id} by {token}",
        async () => Read(await handoffs.SayAsync(handoff, new(agent), token, new Utterance { Speaker = Speaker.Agent, Name = agent, Text = message, MessageId = message })),
        (world, _) => Rules.Say(world, handoff.Id.Value, agent, token, message));

    public Operation TransferToSkill(Handoff handoff, string agent, string token, string skill) => new(
        $"{agent} passes {handoff.Id} to {skill} by {token}",
        async () => Read(await handoffs.TransferAsync(handoff, new(agent), token, TransferTarget.ToSkill(skill), Notice("passed on"), "")),
        (world, _) => Rules.TransferToSkill(world, handoff.Id.Value, agent, token, skill));

    public Operation TransferToAgent(Handoff handoff, string agent, string token, string target) => new(
        $"{agent} passes {handoff.Id} to {target} by {token}",
        async () => Read(await handoffs.TransferAsync(handoff, new(agent), token, TransferTarget.ToAgent(new(target)), Notice("passed on"), "")),
        (world, _) => Rules.TransferToAgent(world, handoff.Id.Value, agent, token, target))
    {
        Weakly = isSpread ? (world, said) => ClaimRules.TransferToAgent(world, handoff.Id.Value, agent, token, target, said) : null,
    };

    public Operation Close(Handoff handoff, string agent, string token) => new(
        $"{agent} closes {handoff.Id} by {token}",
        async () => Read(await handoffs.CloseAsync(handoff, new(agent), token, Resolution.Solved, "", [Bot("is it solved?")], BotMemory.Empty)),
        (world, _) => Rules.Close(world, handoff.Id.Value, agent, token));

    public Operation Withdraw(Handoff handoff, long version) => new(
        $"{handoff.Id} is withdrawn at version {version}",
        async () => new Answer(await handoffs.WithdrawAsync(handoff, version, [Bot("as you wish")]) ? Answer.Done : Answer.Refused),
        (world, _) => Rules.Withdraw(world, handoff.Id.Value, version));

    public Operation Hear(string conversation, string message) => new(
        $"customer of {conversation} says {message}",
        async () =>
        {
            var received = await conversations.ReceiveAsync(Message(new(conversation), message, message), "en", time.GetUtcNow().AddSeconds(15));
            return new Answer(received.IsDuplicate ? Answer.Duplicate : Answer.Done, received.Seq);
        },
        (world, _) => Rules.Hear(world, conversation, message));

    public Operation Ask(Snapshot snapshot, string skill, Priority priority)
    {
        var asked = Handoff(snapshot.Conversation.Id, time, skill, priority);
        return new Operation(
            $"the bot hands off {snapshot.Conversation.Id} at version {snapshot.Conversation.Version} as {asked.Id}",
            async () => new Answer((await conversations.CommitAsync(Answer(snapshot, "a colleague will") with { Handoff = asked })).Outcome.ToString()),
            (world, _) => Rules.Ask(world, Model(asked.Ref()), snapshot.Conversation.Version));
    }

    public Operation Come(string agent, int capacity) => new(
        $"{agent} comes with room for {capacity}", () => SetAsync(agent, Presence.Available, capacity), (world, _) => (world with { Present = world.Present.SetItem(agent, capacity) }, new Answer(Answer.Done)));

    public Operation Leave(string agent) => new(
        $"{agent} goes away", () => SetAsync(agent, Presence.Away, 1), (world, _) => (world with { Present = world.Present.Remove(agent) }, new Answer(Answer.Done)));

    /// <summary>What stands in the store, as far as it can be seen.</summary>
    public async Task<(World World, Dictionary<string, Handoff> Copies)> LookAsync(IEnumerable<string> talks)
    {
        var world = new World(time.GetUtcNow().ToUnixTimeMilliseconds());
        var copies = new Dictionary<string, Handoff>(StringComparer.Ordinal);
        foreach (var talk in talks)
        {
            var it = (await conversations.LoadAsync(new(talk)))!.Conversation;
            world = world with { Conversations = world.Conversations.SetItem(talk, new ModelConversation(talk, it.Version, it.Owner, it.Agent?.Value ?? "", it.Handoff?.Value ?? "", it.LastSeq, Nothing)) };
        }

        foreach (var agent in await agents.ListAsync())
        {
            world = agent.Presence == Presence.Available ? world with { Present = world.Present.SetItem(agent.Id.Value, agent.Capacity) } : world;
        }

        return (world, copies);
    }

    /// <summary>Adds handoffs to what was seen; those that the store does not know are left out.</summary>
    public async Task<World> LookAtAsync(World world, IEnumerable<string> ids, Dictionary<string, Handoff> copies)
    {
        foreach (var id in ids)
        {
            if (await handoffs.FindAsync(new(id)) is { } handoff)
            {
                copies[id] = handoff;
                world = world.With(Model(handoff));
            }
        }

        // The places that claims and the reclaim loop look into agree with the handoffs themselves.
        foreach (var state in new[] { HandoffState.Waiting, HandoffState.Offered, HandoffState.Held })
        {
            var (listed, total) = await handoffs.ListAsync(state, null);
            var expected = world.Handoffs.Values.Where(it => it.State == state).Select(it => it.Id).Order(StringComparer.Ordinal);
            Assert.Equal(expected, listed.Select(it => it.Id.Value).Order(StringComparer.Ordinal));
            Assert.Equal(listed.Count, total);
        }

        foreach (var agent in await agents.ListAsync())
        {
            Assert.Equal(world.LoadOf(agent.Id.Value), agent.Load);
        }

        return world;
    }

    public Task<Snapshot?> LoadAsync(string conversation) => conversations.LoadAsync(new(conversation));

    private static ImmutableSortedDictionary<string, long> Nothing { get; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    private static ModelHandoff Model(Handoff it) =>
        new(it.Id.Value, it.Opened.Conversation.Value, it.State, it.Skill, it.Opened.Score, it.Holder?.Value ?? "", it.Lease?.Token ?? "", it.Lease?.Until.ToUnixTimeMilliseconds() ?? 0, Nothing);

    private static Answer Read(OfferResult result) => new(result.Outcome.ToString(), 0, result.Handoff?.Id.Value, result.Outcome == OfferOutcome.Offered ? result.Handoff!.Lease!.Token : null);

    private static Answer Read(LeaseResult result) => new(result.Outcome.ToString(), result.Seq);

    private async Task<Answer> SetAsync(string agent, Presence presence, int capacity)
    {
        await agents.SetAsync(new Agent(new(agent), agent, presence, Players.Skills, capacity, TakesOffers: true));
        return new Answer(Answer.Done);
    }
}
