using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace HandoffBot.Benchmarks;

/// <summary>
/// Whole turns through HTTP: a customer's message is posted as Bot Framework activity, recorded, read, decided and committed, and its reply arrives at the connector.
/// Each customer asks a few routine questions and waits for each reply; many customers at once.
/// </summary>
internal static class TurnsBenchmark
{
    private const int Customers = 32;

    private static readonly TimeSpan RepliesWithin = TimeSpan.FromSeconds(60);

    private static readonly string[] Questions =
    [
        "What are your opening hours?",
        "How do I reset my router?",
        "How do I submit a meter reading?",
        "What's my wifi password?",
    ];

    public static async Task<int> RunAsync(string redis, int count)
    {
        var folder = Directory.CreateTempSubdirectory("handoffbot-benchmark-").FullName;
        await using (var connector = await StubConnector.StartAsync())
        {
            using var server = await ServerProcess.StartAsync(redis, folder);
            using var http = new HttpClient { BaseAddress = server.Url };
            await MeasureAsync(http, connector, "warm-up", Math.Max(1_000, count / 4));

            var (cpu, started) = (server.CpuTime, Stopwatch.GetTimestamp());
            var latencies = await MeasureAsync(http, connector, "measured", count);
            var (perSecond, cpuMs) = (count / Stopwatch.GetElapsedTime(started).TotalSeconds, (server.CpuTime - cpu).TotalMilliseconds / count);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $$"""{"benchmark":"turns","store":"{{(redis.Length > 0 ? "redis" : "embedded")}}","count":{{count}},"customers":{{Customers}},"turnsPerSecond":{{perSecond:F0}},"cpuMsPerTurn":{{cpuMs:F3}},"p50Ms":{{latencies.Percentile(0.5)}},"p99Ms":{{latencies.Percentile(0.99)}}}"""));
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    /// <returns>From posting a message to the arrival of its reply.</returns>
    private static async Task<Latencies> MeasureAsync(HttpClient http, StubConnector connector, string name, int count)
    {
        var latencies = new Latencies(count);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Customers).Select(async customer =>
        {
            var said = 0;
            while (Interlocked.Increment(ref next) < count)
            {
                var conversation = $"{name}-{customer}-{said / Questions.Length}";
                await AskAsync(http, connector, conversation, Questions[said % Questions.Length], said, latencies);
                said++;
            }
        }));
        return latencies;
    }

    private static async Task AskAsync(HttpClient http, StubConnector connector, string conversation, string question, int number, Latencies latencies)
    {
        var activity = new
        {
            type = "message",
            id = $"{conversation}-{number}",
            channelId = "emulator",
            serviceUrl = connector.Url,
            from = new { id = "customer", name = "Customer" },
            recipient = new { id = "bot", name = "Bot" },
            conversation = new { id = conversation },
            locale = "en-GB",
            text = question,
        };
        var started = Stopwatch.GetTimestamp();
        var reply = connector.NextReplyAsync(conversation);
        using var response = await http.PostAsJsonAsync(new Uri("api/messages", UriKind.Relative), activity);
        response.EnsureSuccessStatusCode();
        await reply.WaitAsync(RepliesWithin);
        latencies.Add(started);
    }
}
