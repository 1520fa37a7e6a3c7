using System.Globalization;
using System.Text.Json;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis;

namespace HandoffBot.Benchmarks;

/// <summary>What a claim costs when few and when very many handoffs wait, over all skills and priorities, and what a waiting one takes of Redis' memory.</summary>
internal static class ClaimsBenchmark
{
    private const int Few = 1_000;
    private const int Batch = 200;
    private const int AtOnce = 20;
    private const int Sampled = 500;

    private static readonly IReadOnlyList<string> Skills = new HandoffOptions().Skills;

    public static async Task<int> RunAsync(string redis, int waiting, int rounds)
    {
        await using var target = await Target.OpenAsync(redis);
        if (target.Connection is null)
        {
            Console.Error.WriteLine("The claims benchmark reads Redis' own figures: install redis-server or name one with --redis.");
            return 1;
        }

        await using var few = await target.OpenStoreAsync(target.Prefix + "-few");
        await FillAsync(few, Few);
        var before = await target.ReadAsync("memory", "used_memory");
        await FillAsync(target.Store, waiting);
        var bytes = (await target.ReadAsync("memory", "used_memory") - before) / waiting;
        var transcript = await TranscriptBytesAsync(target);

        // Both by turns, so that a slow moment of the machine falls on both; the first round warms up.
        List<Cost> ofFew = [], ofMany = [];
        for (var round = 0; round <= rounds * 5; round++)
        {
            ofFew.Add(await ClaimAsync(target, few, round));
            ofMany.Add(await ClaimAsync(target, target.Store, round));
        }

        var (short1, long1) = (Median(ofFew), Median(ofMany));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "claims",
            few = new { waiting = Few, scriptMicros = Math.Round(short1.ScriptMicros, 2), claimMs = Math.Round(short1.Milliseconds, 3) },
            many = new { waiting, scriptMicros = Math.Round(long1.ScriptMicros, 2), claimMs = Math.Round(long1.Milliseconds, 3) },
            ratios = new { script = Math.Round(long1.ScriptMicros / short1.ScriptMicros, 2), wall = Math.Round(long1.Milliseconds / short1.Milliseconds, 2) },
            bytesPerWaiting = new { all = Math.Round(bytes), transcript = Math.Round(transcript), rest = Math.Round(bytes - transcript) },
        }));
        return 0;
    }

    /// <summary>Customers of every skill and priority.</summary>
    private static Task<Rate> FillAsync(Store store, int count) => Workers.RunAsync(count, 200, async (i, _) =>
        await Customers.EnqueueAsync(store, await Customers.OpenAsync(store), Skills[i % Skills.Count], (Priority)(i / Skills.Count % Enum.GetValues<Priority>().Length)));

    /// <summary>Claims a batch by agents who take every skill; as many new customers take the places.</summary>
    private static async Task<Cost> ClaimAsync(Target target, Store store, int round)
    {
        var people = Enumerable.Range(0, AtOnce).Select(i => new Agent(new AgentId($"agent{round}-{i}"), "Alice", Presence.Available, Skills, Batch, TakesOffers: false)).ToArray();
        await Task.WhenAll(people.Select(store.Agents.SetAsync));
        var before = await ScriptTimeAsync(target);
        var rate = await Workers.RunAsync(Batch, AtOnce, async (_, worker) =>
        {
            if ((await store.Handoffs.OfferNextAsync(people[worker])).Outcome != OfferOutcome.Offered)
            {
                throw new InvalidOperationException("A claim got nothing.");
            }
        });
        var micros = (await ScriptTimeAsync(target) - before) / Batch;
        await FillAsync(store, Batch);
        return new Cost(micros, rate.P50!.Value);
    }

    /// <summary>Microseconds that Redis has spent in scripts.</summary>
    private static async Task<double> ScriptTimeAsync(Target target)
    {
        var info = await target.Connection!.GetServers()[0].InfoAsync("commandstats");
        return info.SelectMany(group => group).Where(pair => pair.Key == "cmdstat_evalsha")
            .Sum(pair => double.Parse(pair.Value.Split(',').Single(part => part.StartsWith("usec=", StringComparison.Ordinal))[5..], CultureInfo.InvariantCulture));
    }

    /// <summary>What the list of a conversation's turns takes, on average.</summary>
    private static async Task<double> TranscriptBytesAsync(Target target)
    {
        var (database, sizes) = (target.Connection!.GetDatabase(), new List<double>());
        await foreach (var key in target.Connection.GetServers()[0].KeysAsync(pattern: $"{{{target.Prefix}:*}}:turns:*", pageSize: 1_000))
        {
            sizes.Add((long)await database.ExecuteAsync("MEMORY", "USAGE", key));
            if (sizes.Count == Sampled)
            {
                break;
            }
        }

        return sizes.Average();
    }

    private static Cost Median(List<Cost> costs)
    {
        var measured = costs.Skip(1).ToArray();
        return new Cost(measured.Select(cost => cost.ScriptMicros).Order().ElementAt(measured.Length / 2), measured.Select(cost => cost.Milliseconds).Order().ElementAt(measured.Length / 2));
    }

    /// <summary>Of one claim: microseconds in the script, milliseconds until the agent has it.</summary>
    private sealed record Cost(double ScriptMicros, double Milliseconds);
}
