using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis;

namespace HandoffBot.Benchmarks;

/// <summary>Handoffs through their whole life, as fast as agents can take them: enqueue, offer, accept, close, each the product's own atomic script.</summary>
internal sealed class HandoffCycles(Store store, IReadOnlyList<int> levels) : IContender
{
    /// <summary>Enqueue, offer, accept, close.</summary>
    public const int Scripts = 4;

    public string Name => "handoffbot";

    public IReadOnlyList<int> Levels => levels;

    public Task<Rate> RunAsync(int count, int level) => RunAsync(count, level, work => work());

    /// <param name="measure">Runs what is measured; customers have written before, and their conversations are open.</param>
    public async Task<Rate> RunAsync(int count, int level, Func<Func<Task<Rate>>, Task<Rate>> measure)
    {
        var conversations = await Customers.OpenAsync(store, count, level);
        var people = Enumerable.Range(0, level).Select(i => new Agent(new AgentId($"agent{i}"), "Alice", Presence.Available, [Customers.Skill], 3, TakesOffers: false)).ToArray();
        await Task.WhenAll(people.Select(store.Agents.SetAsync));
        return await measure(() => Workers.RunAsync(count, level, async (i, worker) =>
        {
            await Customers.EnqueueAsync(store, conversations[i]);
            var offer = await store.Handoffs.OfferNextAsync(people[worker]);
            var (handoff, token) = (offer.Handoff!, offer.Handoff!.Lease!.Token);
            Require((await store.Handoffs.AcceptAsync(handoff, people[worker].Id, token, Customers.Notice("Alice has joined."))).Outcome);
            Require((await store.Handoffs.CloseAsync(handoff, people[worker].Id, token, Resolution.Solved, "", [Customers.Notice("Alice has ended the conversation.")], BotMemory.Empty)).Outcome);
        }));
    }

    private static void Require(LeaseOutcome outcome)
    {
        if (outcome != LeaseOutcome.Done)
        {
            throw new InvalidOperationException($"A step of the cycle was refused: {outcome}.");
        }
    }
}
