using System.Diagnostics;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>A program of <c>tests/clients</c>, which prints a line per check.</summary>
internal static class ClientProgram
{
    public static async Task FindsNoFaultAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        var node = new ProcessStartInfo("node", [Path.Combine(Built.ClientPrograms, program), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            node.Environment[name] = value;
        }

        var ended = TestContext.Current.CancellationToken;
        using var process = Process.Start(node)!;
        var errors = process.StandardError.ReadToEndAsync(ended);
        var lines = (await process.StandardOutput.ReadToEndAsync(ended)).TrimEnd().Split('\n');
        await process.WaitForExitAsync(ended);
        var faults = lines.Where(line => line.StartsWith("FAULT", StringComparison.Ordinal)).ToList();
        Assert.True(process.ExitCode == 0 && faults.Count == 0, $"{program} ended with {process.ExitCode}: {lines[^1]}\n{string.Join('\n', faults)}\n{await errors}");
    }
}
