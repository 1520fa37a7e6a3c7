using HandoffBot.Contracts.Agents;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>kill -9 of the server: nobody loses their place, their conversation or a word (promise G3). On both stores.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.RedisServer)]
    public async Task Customers_who_wait_keep_their_places_and_their_words(StoreKind kind)
    {
        await using var stored = await ServerOnStore.StartAsync(kind);
        var server = stored.Server;
        var alice = await AgentClient.AvailableAsync(server, "alice");
        var customers = new List<Customer>();
        foreach (var asking in new[] { "get me a real person please", "somebody has stolen my card details", "can I talk to someone" })
        {
            customers.Add(await Customer.StartAsync(server));
            await customers[^1].AskForPersonAsync(asking);
        }

        var before = await QueueAsync(alice);
        Assert.Equal(customers.Count, before.Count);

        server.Kill();
        await server.RestartAsync();

        Assert.Equal(before, await QueueAsync(alice));
        foreach (var customer in customers)
        {
            var heard = customer.Activities.Select(activity => activity.Id).ToList();
            await customer.ReadAsync();
            Assert.Equal(heard, customer.Activities.Select(activity => activity.Id));
        }
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.RedisServer)]
    public async Task An_agent_who_holds_a_conversation_still_holds_it(StoreKind kind)
    {
        await using var stored = await ServerOnStore.StartAsync(kind);
        var server = stored.Server;
        var alice = await AgentClient.AvailableAsync(server, "alice");
        var customer = await Customer.StartAsync(server);
        await customer.AskForPersonAsync();
        var held = await alice.ClaimAsync(customer);
        await alice.SayAsync(held, "before the kill", "m1");
        var before = await alice.TurnsAsync(held.Id);

        server.Kill();
        await server.RestartAsync();

        Assert.Equal(before, await alice.TurnsAsync(held.Id));
        var now = await alice.ReadAsync(held.Id);
        Assert.Equal(("held", "alice", held.LeaseToken, held.Receipt), (now.State, now.Holder?.Id, now.LeaseToken, now.Receipt));

        // The first is what a console sends again when the reply to it was lost.
        await alice.SayAsync(held, "before the kill", "m1");
        await alice.SayAsync(held, "after the kill", "m2");
        await customer.HearAsync("after the kill");
        Assert.Equal(["before the kill", "after the kill"], customer.Heard.Where(said => said.Speaker == "agent").Select(said => said.Text));
        Assert.True((await alice.TranscriptAsync(held.Id)).IsComplete);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.RedisServer)]
    public async Task Words_accepted_right_before_the_kill_are_answered_once_after_it(StoreKind kind)
    {
        await using var stored = await ServerOnStore.StartAsync(kind);
        var server = stored.Server;
        var alice = await AgentClient.AvailableAsync(server, "alice");
        string[] words = ["How do I pay my bill?", "can I talk to someone", "what are your opening hours", "get me a real person please"];
        var customers = await Task.WhenAll(words.Select(_ => Customer.StartAsync(server)));
        await Task.WhenAll(customers.Select((customer, at) => customer.SayAsync(words[at], "m1")));

        server.Kill();
        await server.RestartAsync();

        foreach (var (customer, said) in customers.Zip(words))
        {
            // A client whose request was cut off sends the same again.
            await customer.SayAsync(said, "m1");
            var reply = await customer.HearAsync($"an answer or a person after '{said}'", heard => heard != customer.Heard.First());
            var own = Assert.Single(customer.Activities, activity => activity.Speaker is null);
            Assert.Equal(said, own.Text);

            // Whoever has it now: what comes next comes after exactly one reply.
            await customer.SayAsync("thank you", "m2");
            await Poll.UntilAsync("the next words in their place", async () =>
            {
                await customer.ReadAsync();
                return customer.Activities.Count(activity => activity.Speaker is null) == 2;
            });
            Assert.Equal([own, reply], customer.Activities.Skip(1).TakeWhile(activity => activity.Text != "thank you"));
        }

        Assert.Equal(0, (await alice.LedgerAsync()).Difference);
    }

    private static async Task<List<(string Id, long? Position, string Skill, DateTimeOffset EnqueuedAt)>> QueueAsync(AgentClient agent) =>
        [.. (await agent.ListAsync("waiting")).Select((HandoffView handoff) => (handoff.Id, handoff.Position, handoff.Skill, handoff.EnqueuedAt))];
}
