using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HandoffBot.Server.SignIn;

namespace HandoffBot.Server.Drill;

/// <summary>Runs customers, agents and faults against real processes, then checks every promise from outside.</summary>
internal sealed class FaultDrill(DrillSettings settings, TextWriter output)
{
    /// <summary>After the faults: a lost reply is handed off after 15 s, an offer nobody saw comes back after 10 s, and a lease after 15 s; all in a row and twice, on a busy machine.</summary>
    private static readonly TimeSpan DrainWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(10);

    /// <summary>Keeps the choices of one seed apart from those of the next.</summary>
    private const int Spread = 10_007;

    private readonly Journal _journal = new();
    private readonly DrillTally _tally = new();

    /// <returns>Whether every promise was kept.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("handoffbot-drill-").FullName;
        try
        {
            using var nodes = await DrillNodes.StartAsync(settings, folder, cancellationToken);
            return await RunAsync(nodes, cancellationToken);
        }
        finally
        {
            if (settings.Keep)
            {
                await output.WriteLineAsync($"Logs and data are in {folder}.");
            }
            else
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private async Task<bool> RunAsync(DrillNodes nodes, CancellationToken cancellationToken)
    {
        var days = new HashSet<DateOnly> { Today() };
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var agents = Agents(nodes).Select(agent => agent.RunAsync(patience.Token)).ToList();
        var customers = Customers(nodes).Select(customer => customer.RunAsync(time.Token, patience.Token)).ToList();
        var faults = new Faults(settings, nodes.All, nodes.Redis, _tally).RunAsync(time.Token, patience.Token);
        time.CancelAfter(settings.Lasts);
        await WatchAsync(started, time);
        var lasted = Stopwatch.GetElapsedTime(started);

        patience.CancelAfter(DrainWithin);
        await FinishedAsync([faults, .. customers]);
        var drained = Stopwatch.GetElapsedTime(started) - lasted;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"drained after {drained.TotalSeconds:F1} s; checking {_journal.Conversations.Count} conversations"));
        await patience.CancelAsync();
        await FinishedAsync(agents);

        days.Add(Today());
        var verdict = await new Inspection(_journal, nodes.All, nodes.Bearer("inspector", [.. Role.All]), settings.Seed, _tally).RunAsync([.. days], cancellationToken);
        foreach (var broken in verdict.All.SelectMany(finding => finding.Cases))
        {
            await output.WriteLineAsync(broken);
        }

        await output.WriteLineAsync(JsonSerializer.Serialize(DrillReport.Of(settings, _tally, verdict, lasted, drained), DrillJson.Default.DrillReport));
        return verdict.IsClean;
    }

    /// <summary>Says how it goes until it is time, and ends it early when everything asked for has happened.</summary>
    private async Task WatchAsync(long started, CancellationTokenSource time)
    {
        using var clock = new PeriodicTimer(SayEvery);
        try
        {
            while (await clock.WaitForNextTickAsync(time.Token))
            {
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s: {_tally.Asked.Value} asked, {_tally.Taken.Value} taken, {_tally.Closed.Value} ended; {_tally.NodeKills.Value} kills, {_tally.NodeFreezes.Value} freezes, {_tally.RedisFaults} Redis faults; {_tally.Requests.Value} requests, {_tally.UnknownOutcomes.Value} without a clear answer"));
                if (_tally.Closed.Value >= settings.Handoffs && _tally.NodeKills.Value >= settings.Kills && _tally.RedisFaults >= (settings.IsEmbedded ? 0 : settings.RedisFaults))
                {
                    await time.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It is time.
        }
    }

    private IEnumerable<DrillCustomer> Customers(DrillNodes nodes) => Enumerable.Range(1, settings.Customers).Select(number =>
    {
        var random = new Random((settings.Seed * Spread) + number);
        return new DrillCustomer(number, new DrillHttp(nodes.All, random, _tally), random, _journal, _tally);
    });

    private IEnumerable<DrillAgent> Agents(DrillNodes nodes)
    {
        var names = Enumerable.Range(1, settings.Agents).Select(number => $"agent-{number}").ToList();
        return names.Select((name, at) =>
        {
            var random = new Random((settings.Seed * Spread) - at);
            return new DrillAgent(name, nodes.Bearer(name, Role.Agent), names, new DrillHttp(nodes.All, random, _tally), random, _journal, _tally);
        });
    }

    /// <summary>Waits for all. What was refused stands in the journal; who did not get through in time is found by the inspection.</summary>
    private async Task FinishedAsync(IReadOnlyList<Task> tasks)
    {
        try
        {
            await Task.WhenAll(tasks);
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException)
        {
            foreach (var failed in tasks.Where(task => task.IsFaulted))
            {
                await output.WriteLineAsync(failed.Exception!.GetBaseException().Message);
            }
        }
    }

    private static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
}
