using System.Text.Json;

namespace HandoffBot.Benchmarks;

/// <summary>Jobs through BullMQ in Node: see BullMq/cycles.js.</summary>
/// <param name="processes">1: adder and workers share a process; 2: each has its own.</param>
internal sealed class BullMqCycles(int port, string prefix, int processes, IReadOnlyList<int> levels) : IContender
{
    private static readonly NodeProgram Program = new("BullMq");

    private int _run;

    public string Name => processes == 1 ? "bullmq" : "bullmq, workers in their own process";

    public IReadOnlyList<int> Levels => levels;

    /// <inheritdoc cref="NodeProgram.InstallAsync"/>
    public static Task InstallAsync() => Program.InstallAsync();

    public async Task<Rate> RunAsync(int count, int level)
    {
        var line = await Program.RunAsync("node", ["cycles.js", $"{port}", $"{prefix}-bull{processes}-{_run++}", $"{count}", $"{level}", $"{processes}"]);
        using var json = JsonDocument.Parse(line);
        return new Rate(json.RootElement.GetProperty("cyclesPerSecond").GetDouble()) { RedisCpu = json.RootElement.GetProperty("redisCpuMicrosPerCycle").GetDouble() };
    }
}
