using System.Diagnostics;
using System.Reflection;

namespace HandoffBot.Benchmarks;

/// <summary>A program in Node with what its package.json pins.</summary>
/// <param name="folder">Beside this file.</param>
internal sealed class NodeProgram(string folder)
{
    private readonly string _folder = Path.Combine(typeof(NodeProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "BenchmarksFolder").Value!, folder);

    /// <summary>Installs what package.json pins, where that has not been done.</summary>
    /// <exception cref="InvalidOperationException">npm failed.</exception>
    public async Task InstallAsync()
    {
        if (!Directory.Exists(Path.Combine(_folder, "node_modules")))
        {
            await RunAsync("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]);
        }
    }

    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> RunAsync(string program, IEnumerable<string> arguments, IEnumerable<string>? input = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = _folder })!;
        var output = process.StandardOutput.ReadToEndAsync();
        foreach (var line in input ?? [])
        {
            await process.StandardInput.WriteLineAsync(line);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
