using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace HandoffBot.Benchmarks;

/// <summary>Jobs through BullMQ in Node: see BullMq/cycles.js.</summary>
/// <param name="processes">1: adder and workers share a process; 2: each has its own.</param>
internal sealed class BullMqCycles(int port, string prefix, int processes, IReadOnlyList<int> levels) : IContender
{
    private static readonly string Folder = typeof(BullMqCycles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "BullMqFolder").Value!;

    private int _run;

    public string Name => processes == 1 ? "bullmq" : "bullmq, workers in their own process";

    public IReadOnlyList<int> Levels => levels;

    /// <summary>Installs what package.json pins, where that has not been done.</summary>
    /// <exception cref="InvalidOperationException">npm failed.</exception>
    public static async Task InstallAsync()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            await RunAsync("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]);
        }
    }

    public async Task<Rate> RunAsync(int count, int level)
    {
        var line = await RunAsync("node", ["cycles.js", $"{port}", $"{prefix}-bull{processes}-{_run++}", $"{count}", $"{level}", $"{processes}"]);
        using var json = JsonDocument.Parse(line);
        return new Rate(json.RootElement.GetProperty("cyclesPerSecond").GetDouble()) { RedisCpu = json.RootElement.GetProperty("redisCpuMicrosPerCycle").GetDouble() };
    }

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = Folder })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
