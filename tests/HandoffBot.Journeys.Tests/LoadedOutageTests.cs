using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using HandoffBot.Contracts.Agents;
using HandoffBot.Contracts.Ops;
using HandoffBot.Journeys.Tests.Harness;
using HandoffBot.Redis.Tests;

namespace HandoffBot.Journeys.Tests;

/// <summary>
/// Redis is away while many customers write to two servers, some to ask for a person, others to chat (promises G2, G3). <c>HANDOFFBOT_OUTAGE_SECONDS=60</c> makes it long, and
/// <c>HANDOFFBOT_OUTAGE=Frozen</c> stops the process instead of killing it.
/// </summary>
public sealed class LoadedOutageTests
{
    private const int Talkers = 12, OpenBefore = 30;

    /// <summary>Places count in milliseconds: who asks two servers within the same one has no order.</summary>
    private static readonly TimeSpan BetweenAsks = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("HANDOFFBOT_OUTAGE_SECONDS") ?? "3", CultureInfo.InvariantCulture));
    private static readonly bool IsFrozen = Environment.GetEnvironmentVariable("HANDOFFBOT_OUTAGE") is "Frozen";

    /// <summary>Bringing back what a minute of load has left on the disk, on a machine that does other things too.</summary>
    private static readonly TimeSpan DrainedWithin = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<(Customer Customer, string[] Ids)> _talks = new();
    private long _slowestAnswer;

    [Fact]
    public async Task Whoever_asked_while_redis_was_away_under_load_is_in_line_afterwards_in_the_order_of_asking_and_no_word_is_lost()
    {
        Needs.RedisServer();
        using var redis = new RedisServer();
        string[] options = [$"--Redis:Connection={redis.Connection}", "--DirectLine:TokensPerMinute=100000"];
        await using var first = await ServerProcess.StartAsync(options);
        await using var second = await ServerProcess.StartAsync(options);
        ServerProcess[] servers = [first, second];
        var (alice, bob) = (await AgentClient.SignInAsync(first, "alice"), await AgentClient.SignInAsync(second, "bob"));
        var open = new Queue<Customer>(await Task.WhenAll(Enumerable.Range(0, OpenBefore).Select(at => Customer.StartAsync(servers[at % 2]))));
        using var talking = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var talkers = Enumerable.Range(0, Talkers).Select(at => TalkAsync(servers[at % 2], talking.Token)).ToArray();

        Away(redis);
        var asked = await AskAsync(servers, open);
        Back(redis);
        var back = Stopwatch.GetTimestamp();
        await talking.CancelAsync();
        await Task.WhenAll(talkers);
        foreach (var node in new[] { alice, bob })
        {
            await Poll.UntilAsync("what was kept on disk is in the store", async () => await TryLookAsync(node) is { Store: { IsAway: false, Spooled: 0, SetAside: 0 } }, DrainedWithin);
        }

        var drained = Stopwatch.GetElapsedTime(back);
        foreach (var customer in asked)
        {
            await customer.HearAsync("the place in line", said => said.ChannelData?.Handoff is { State: "waiting" });
        }

        var isAsker = asked.Select(customer => customer.Conversation).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(asked.Select(customer => customer.Conversation), (await TakeAllAsync(alice)).Where(isAsker.Contains));
        await NoWordIsLostAsync();
        Assert.Equal(0, (await alice.LedgerAsync()).Difference);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Lasts.TotalSeconds} s {(IsFrozen ? "frozen" : "killed")}: {asked.Count} asked for a person meanwhile, {_talks.Sum(talk => talk.Ids.Length)} other words in {_talks.Count} conversations; slowest answer {Stopwatch.GetElapsedTime(0, _slowestAnswer).TotalSeconds:F1} s, drained {drained.TotalSeconds:F1} s after"));
        first.ShowLogOfFailure();
        second.ShowLogOfFailure();
    }

    private static void Away(RedisServer redis)
    {
        if (IsFrozen)
        {
            redis.Freeze();
        }
        else
        {
            redis.Kill();
        }
    }

    private static void Back(RedisServer redis)
    {
        if (IsFrozen)
        {
            redis.Thaw();
        }
        else
        {
            redis.Restart();
        }
    }

    /// <summary>One after the other, by turns at both servers; every second one came before the outage, as long as there are such.</summary>
    /// <returns>In the order of asking.</returns>
    private async Task<List<Customer>> AskAsync(ServerProcess[] servers, Queue<Customer> open)
    {
        var asked = new List<Customer>();
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Lasts || open.Count > 0)
        {
            var customer = asked.Count % 2 == 0 && open.TryDequeue(out var known) ? known : await Customer.BeginAsync(servers[asked.Count / 2 % 2]);
            await SayAsync(customer, "can I talk to someone please", "ask");
            asked.Add(customer);
            await Task.Delay(BetweenAsks, TestContext.Current.CancellationToken);
        }

        return asked;
    }

    /// <summary>Short conversations, one after the other, before, during and after the outage.</summary>
    private async Task TalkAsync(ServerProcess server, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var customer = await Customer.BeginAsync(server);
            string[] ids = ["hours", "bill"];
            await SayAsync(customer, "What are your opening hours?", ids[0]);
            await Task.Delay(BetweenWords, TestContext.Current.CancellationToken);
            await SayAsync(customer, "How do I pay my bill?", ids[1]);
            _talks.Enqueue((customer, ids));
            await Task.Delay(BetweenWords, TestContext.Current.CancellationToken);
        }
    }

    private async Task SayAsync(Customer customer, string text, string id)
    {
        var began = Stopwatch.GetTimestamp();
        await customer.SayAsync(text, id);
        var took = Stopwatch.GetTimestamp() - began;
        for (var slowest = _slowestAnswer; took > slowest; slowest = _slowestAnswer)
        {
            Interlocked.CompareExchange(ref _slowestAnswer, took, slowest);
        }
    }

    /// <summary>Takes whoever waits, best place first, until nobody does.</summary>
    /// <returns>Their conversations.</returns>
    private static async Task<List<string>> TakeAllAsync(AgentClient agent)
    {
        // Whoever gave no sign through a long outage is taken for gone.
        await agent.SetPresenceAsync(new PresenceRequest("available", 50));
        var taken = new List<string>();
        while (true)
        {
            var next = await agent.SendAsync(HttpMethod.Post, "/api/agent/handoffs/next");
            if (next.Status == HttpStatusCode.NoContent)
            {
                return taken;
            }

            var handoff = next.As<HandoffView>();
            taken.Add(handoff.ConversationId);
            await agent.ResolveAsync(handoff);
        }
    }

    private async Task NoWordIsLostAsync()
    {
        foreach (var (customer, ids) in _talks)
        {
            await customer.ReadAsync();
            var recorded = customer.Activities.Where(activity => activity.From?.Role == "user").Select(activity => activity.ChannelData?.ClientActivityID);
            Assert.Equal(ids.Order(StringComparer.Ordinal), recorded.Order(StringComparer.Ordinal));
        }
    }

    private static async Task<LiveView?> TryLookAsync(AgentClient agent)
    {
        var answer = await agent.GetAsync("/api/ops/live");
        return answer.Status == HttpStatusCode.OK ? answer.As<LiveView>() : null;
    }
}
