using System.Diagnostics;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>Microsoft's own clients go through the main job; see <c>tests/clients</c> for what each program checks.</summary>
public sealed class ClientTests(ServerFixture fixture) : ServerTests<ServerFixture>(fixture)
{
    [Theory]
    [InlineData("direct-line.js")]
    [InlineData("web-chat.js")]
    [InlineData("agents-playground.js")]
    public async Task The_client_finds_no_fault(string program)
    {
        Needs.ClientPackages();
        Needs.Browser();
        var token = await Server.TokenAsync("alice", "agent", "supervisor", "ops");
        var node = new ProcessStartInfo("node", [Path.Combine(Built.ClientPrograms, program), "--server", Server.Url.GetLeftPart(UriPartial.Authority), "--agent-token", token, "--dialogs", Built.Dialogs])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var ended = TestContext.Current.CancellationToken;
        using var process = Process.Start(node)!;
        var errors = process.StandardError.ReadToEndAsync(ended);
        var lines = (await process.StandardOutput.ReadToEndAsync(ended)).TrimEnd().Split('\n');
        await process.WaitForExitAsync(ended);
        var faults = lines.Where(line => line.StartsWith("FAULT", StringComparison.Ordinal)).ToList();
        Assert.True(process.ExitCode == 0 && faults.Count == 0, $"{program} ended with {process.ExitCode}: {lines[^1]}\n{string.Join('\n', faults)}\n{await errors}");
    }
}
