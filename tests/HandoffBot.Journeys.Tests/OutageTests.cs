using HandoffBot.Contracts.Agents;
using HandoffBot.Journeys.Tests.Harness;
using HandoffBot.Redis.Tests;

namespace HandoffBot.Journeys.Tests;

/// <summary>Redis goes away under customers of two servers: whoever asked for a person meanwhile is in the queue afterwards, in the order of asking (promises G2, G3).</summary>
public sealed class OutageTests
{
    private const int Customers = 24;

    [Theory]
    [InlineData(Outage.Killed)]
    [InlineData(Outage.Frozen)]
    public async Task Everybody_who_asked_while_redis_was_away_is_in_line_afterwards_in_the_order_of_asking(Outage outage)
    {
        Needs.RedisServer();
        using var redis = new RedisServer();
        await using var first = await ServerProcess.StartAsync($"--Redis:Connection={redis.Connection}");
        await using var second = await ServerProcess.StartAsync($"--Redis:Connection={redis.Connection}");
        var alice = await AgentClient.AvailableAsync(first, "alice");
        var customers = new List<Customer>();
        for (var at = 0; at < Customers; at++)
        {
            customers.Add(await Customer.StartAsync(at % 2 == 0 ? first : second));
        }

        Begin(outage, redis);
        foreach (var customer in customers)
        {
            await customer.SayAsync("can I talk to someone please", "m1");
            // Places count in milliseconds: who asks two servers within the same one has no order.
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }

        // A client that does not trust the answer sends the same again; another one goes on talking; and both are told the truth.
        await customers[0].SayAsync("can I talk to someone please", "m1");
        await customers[1].SayAsync("it is about my bill", "m2");
        await customers[1].HearAsync("is kept");
        var late = await Customer.BeginAsync(second);
        await late.SayAsync("can I talk to someone please", "m1");
        End(outage, redis);

        Customer[] asked = [.. customers, late];
        var queue = await Poll.UntilAsync("all of them in line", async () => await TryListAsync(alice) is { } waiting && waiting.Count == asked.Length ? waiting : null);
        Assert.Equal(asked.Select(customer => customer.Conversation), queue.OrderBy(handoff => handoff.EnqueuedAt).Select(handoff => handoff.ConversationId));
        Assert.Equal(queue.OrderBy(handoff => handoff.EnqueuedAt), queue);
        foreach (var customer in asked)
        {
            var handoff = queue.Single(waiting => waiting.ConversationId == customer.Conversation);
            var turns = (await alice.TranscriptAsync(handoff.Id)).Turns;
            Assert.Equal(Enumerable.Range(1, turns.Count).Select(seq => (long)seq), turns.Select(turn => turn.Seq));
            string[] said = customer == customers[1] ? ["can I talk to someone please", "it is about my bill"] : ["can I talk to someone please"];
            Assert.Equal(said, turns.Where(turn => turn.Speaker == "customer").Select(turn => turn.Text));
        }

        Assert.Equal(0, (await alice.LedgerAsync()).Difference);
        first.ShowLogOfFailure();
    }

    [Fact]
    public async Task A_server_that_is_killed_with_messages_on_its_disk_brings_them_to_the_store_when_it_is_started_again()
    {
        Needs.RedisServer();
        using var redis = new RedisServer();
        await using var server = await ServerProcess.StartAsync($"--Redis:Connection={redis.Connection}");
        var alice = await AgentClient.AvailableAsync(server, "alice");
        var customers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Customer.StartAsync(server)));
        redis.Kill();
        foreach (var customer in customers)
        {
            await customer.SayAsync("can I talk to someone please", "m1");
        }

        server.Kill();
        redis.Restart();
        await server.RestartAsync();

        var queue = await Poll.UntilAsync("all of them in line", async () => await TryListAsync(alice) is { Count: 4 } waiting ? waiting : null);
        Assert.Equal(customers.Select(customer => customer.Conversation), queue.Select(handoff => handoff.ConversationId));
    }

    private static void Begin(Outage outage, RedisServer redis)
    {
        if (outage == Outage.Killed)
        {
            redis.Kill();
        }
        else
        {
            redis.Freeze();
        }
    }

    private static void End(Outage outage, RedisServer redis)
    {
        if (outage == Outage.Killed)
        {
            redis.Restart();
        }
        else
        {
            redis.Thaw();
        }
    }

    /// <summary>Null while the store is not back.</summary>
    private static async Task<IReadOnlyList<HandoffView>?> TryListAsync(AgentClient agent)
    {
        var answer = await agent.GetAsync("/api/agent/handoffs?state=waiting");
        return answer.Status == System.Net.HttpStatusCode.OK ? answer.As<HandoffList>().Items : null;
    }

    public enum Outage
    {
        Killed,
        Frozen,
    }
}
