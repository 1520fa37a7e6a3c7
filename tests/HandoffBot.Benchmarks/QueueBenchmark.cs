using System.Diagnostics;
using System.Globalization;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;
using HandoffBot.Redis;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HandoffBot.Benchmarks;

/// <summary>Handoffs through their whole life, as fast as agents can take them; every step is the product's own atomic script.</summary>
internal static class QueueBenchmark
{
    private const string Skill = "general";

    /// <summary>Enqueue, offer, accept, close.</summary>
    private const int ScriptsPerCycle = 4;

    public static async Task<int> RunAsync(string redis, int count, int agents)
    {
        var folder = Directory.CreateTempSubdirectory("handoffbot-benchmark-").FullName;
        var options = new RedisOptions { Connection = redis, Prefix = "bench-" + Guid.CreateVersion7().ToString("N")[^8..] };
        await using (var store = await Store.OpenAsync(options, folder, Options.Create(new HandoffOptions { Skills = [Skill] }), TimeProvider.System, NullLoggerFactory.Instance))
        {
            await CycleAsync(store, count / 20, agents);
            var (enqueuePerSecond, _, _) = await EnqueueAsync(store, await OpenConversationsAsync(store, count, agents), agents);
            var (cyclesPerSecond, p50, p99) = await CycleAsync(store, count, agents);
            var ceiling = redis.Length > 0 ? await CeilingAsync(redis, options.Prefix, count * ScriptsPerCycle, agents) / ScriptsPerCycle : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $$"""{"benchmark":"queue","store":"{{(redis.Length > 0 ? "redis" : "embedded")}}","count":{{count}},"agents":{{agents}},"cyclesPerSecond":{{cyclesPerSecond:F0}},"enqueuePerSecond":{{enqueuePerSecond:F0}},"p50Ms":{{p50}},"p99Ms":{{p99}},"ceilingCyclesPerSecond":{{ceiling:F0}}}"""));
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task<(double PerSecond, double P50, double P99)> CycleAsync(Store store, int count, int agents)
    {
        var conversations = await OpenConversationsAsync(store, count, agents);
        var people = Enumerable.Range(0, agents).Select(i => new Agent(new AgentId($"agent{i}"), "Alice", Presence.Available, [Skill], 3, TakesOffers: false)).ToArray();
        await Task.WhenAll(people.Select(store.Agents.SetAsync));

        return await MeasureAsync(count, agents, async (i, worker) =>
        {
            await EnqueueAsync(store, conversations[i]);
            var offer = await store.Handoffs.OfferNextAsync(people[worker]);
            var (handoff, token) = (offer.Handoff!, offer.Handoff!.Lease!.Token);
            Require((await store.Handoffs.AcceptAsync(handoff, people[worker].Id, token, Notice("Alice has joined."))).Outcome);
            Require((await store.Handoffs.CloseAsync(handoff, people[worker].Id, token, Resolution.Solved, "", [Notice("Alice has ended the conversation.")], BotMemory.Empty)).Outcome);
        });
    }

    /// <summary>What the same client and server could do at most: as many scripts of a single HSET each, per second.</summary>
    private static async Task<double> CeilingAsync(string redis, string prefix, int count, int workers)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        var (database, key) = (connection.GetDatabase(), new RedisKey[] { $"{{{prefix}:0}}:ceiling" });
        var (perSecond, _, _) = await MeasureAsync(count, workers, (i, _) => database.ScriptEvaluateAsync("return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])", key, [i, "waiting"]));
        return perSecond;
    }

    private static Task<(double PerSecond, double P50, double P99)> EnqueueAsync(Store store, Snapshot[] conversations, int workers) =>
        MeasureAsync(conversations.Length, workers, (i, _) => EnqueueAsync(store, conversations[i]));

    private static async Task EnqueueAsync(Store store, Snapshot snapshot)
    {
        var conversation = snapshot.Conversation;
        var committed = await store.Conversations.CommitAsync(new BotCommit
        {
            Conversation = conversation.Id,
            ExpectedVersion = conversation.Version,
            AnsweredSeq = conversation.LastSeq,
            Replies = [Notice("A colleague will take this. You are next in line.")],
            Decisions = [new DecisionRecord(conversation.LastSeq, new Decision(DecisionKind.HandOff, "1") { Reasons = [new Reason(ReasonCode.HumanRequest)], Skill = Skill }, [])],
            Memory = BotMemory.Empty,
            Handoff = new NewHandoff
            {
                Id = HandoffId.For(conversation.Id, TimeProvider.System),
                Conversation = conversation.Id,
                Skill = Skill,
                Priority = Priority.Normal,
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

    /// <summary>Customers who have just asked for a person; not part of what is measured.</summary>
    private static async Task<Snapshot[]> OpenConversationsAsync(Store store, int count, int workers)
    {
        var snapshots = new Snapshot[count];
        await MeasureAsync(count, workers, async (i, _) =>
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
            snapshots[i] = received.Snapshot!;
        });
        return snapshots;
    }

    /// <summary>Runs <paramref name="step"/> for 0 to count − 1 on so many workers; each operation is timed for itself.</summary>
    private static async Task<(double PerSecond, double P50, double P99)> MeasureAsync(int count, int workers, Func<int, int, Task> step)
    {
        var latencies = new Latencies(count);
        var (next, started) = (-1, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async worker =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var at = Stopwatch.GetTimestamp();
                await step(i, worker);
                latencies.Add(at);
            }
        }));
        return (count / Stopwatch.GetElapsedTime(started).TotalSeconds, latencies.Percentile(0.5), latencies.Percentile(0.99));
    }

    private static void Require(LeaseOutcome outcome)
    {
        if (outcome != LeaseOutcome.Done)
        {
            throw new InvalidOperationException($"A step of the cycle was refused: {outcome}.");
        }
    }

    private static Utterance Notice(string text) => new() { Speaker = Speaker.System, Text = text };
}
