using System.Diagnostics;
using System.Text.Json;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>
/// A short drill: the same command that runs for hours, with few clients and a few faults of every kind. The embedded store dies with its node.
/// </summary>
public sealed class DrillTests
{
    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.RedisServer)]
    public async Task Every_promise_is_kept_while_processes_are_killed_frozen_and_cut_off(StoreKind kind)
    {
        if (kind == StoreKind.RedisServer)
        {
            Needs.RedisServer();
        }

        string[] drill =
        [
            "drill", "--minutes", "0.5", "--seed", "7", "--store", kind == StoreKind.Embedded ? "embedded" : "redis",
            "--customers", "16", "--agents", "5", "--kills", "5", "--redis-faults", "5",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Built.ServerProgram, .. drill]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{output}{await errors}");

        var report = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.True(report.GetProperty("clean").GetBoolean());
        Assert.True(Count("handoffs") >= Count("conversations") && Count("conversations") > 0 && Count("agentTurns") > 0, output);
        Assert.True(Count("nodeKills") > 0, output);
        Assert.Equal(kind == StoreKind.RedisServer, Count("redisKills") + Count("redisFreezes") + Count("disturbances") > 0);

        long Count(string name) => report.GetProperty(name).GetInt64();
    }
}
