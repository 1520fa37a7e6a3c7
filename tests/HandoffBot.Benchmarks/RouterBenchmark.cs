using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HandoffBot.Core.Routing;

namespace HandoffBot.Benchmarks;

/// <summary>What reading a turn by all readers and deciding on it takes, one turn after the other on one thread; memory is what loading adds to a process that has loaded nothing.</summary>
internal static class RouterBenchmark
{
    private const int WarmUp = 3_000;
    private const int LongTurnCharacters = 10_000;
    private const int LongTurns = 200;

    /// <param name="data">JSON Lines {text, lang}; empty: the turns in router-turns.jsonl.</param>
    public static async Task<int> RunAsync(string data, int count)
    {
        var turns = File.ReadLines(data.Length > 0 ? data : Path.Combine(AppContext.BaseDirectory, "router-turns.jsonl")).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line)).Select(row => (Text: row.GetProperty("text").GetString()!, Language: row.GetProperty("lang").GetString()!)).ToList();
        var longTurns = turns.Select(turn => (Text: Lengthened(turn.Text), turn.Language)).ToList();

        var before = Memory();
        await using var readers = LoadedReaders.Load();
        // Also what is only loaded by the first turn.
        await RunAsync(readers.Panel, turns, turns.Count);
        var memory = Memory() - before;

        var (with, without) = (readers.Panel, readers.WithoutSearch);
        await RunAsync(with, turns, WarmUp);
        await RunAsync(without, turns, WarmUp);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var all = await RunAsync(with, turns, count);
        var allocatedPerTurn = (GC.GetAllocatedBytesForCurrentThread() - allocated) / count;
        var signals = await RunAsync(without, turns, count);
        await RunAsync(with, longTurns, LongTurns / 4);
        var ofLong = await RunAsync(with, longTurns, LongTurns);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $$"""{"benchmark":"router","turns":{{turns.Count}},"count":{{count}},"p50Ms":{{all.Percentile(0.5)}},"p99Ms":{{all.Percentile(0.99)}},"withoutSearchP50Ms":{{signals.Percentile(0.5)}},"withoutSearchP99Ms":{{signals.Percentile(0.99)}},"bytesPerTurn":{{allocatedPerTurn}},"loadedMb":{{memory / 1048576.0:F1}},"longTurnCharacters":{{LongTurnCharacters}},"longP50Ms":{{ofLong.Percentile(0.5)}},"longP99Ms":{{ofLong.Percentile(0.99)}}}"""));
        return 0;
    }

    private static async Task<Latencies> RunAsync(SignalPanel panel, List<(string Text, string Language)> turns, int count)
    {
        var (latencies, policy) = (new Latencies(count), new RoutingPolicy());
        for (var index = 0; index < count; index++)
        {
            var turn = BenchmarkTurn.Of(turns[index % turns.Count].Text, turns[index % turns.Count].Language);
            var started = Stopwatch.GetTimestamp();
            Router.Decide(turn.Conversation, await panel.ReadAsync(turn, default), policy);
            latencies.Add(started);
        }

        return latencies;
    }

    private static string Lengthened(string text) => string.Concat(Enumerable.Repeat($"{text} ", (LongTurnCharacters / (text.Length + 1)) + 1))[..LongTurnCharacters];

    /// <summary>Bytes of the process that are its own, after collecting what is no longer needed.</summary>
    private static long Memory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.PrivateMemorySize64 is > 0 and var own ? Math.Min(own, process.WorkingSet64) : process.WorkingSet64;
    }
}
