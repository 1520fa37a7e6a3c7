using System.Diagnostics;

namespace HandoffBot.Server.Drill;

/// <summary>
/// What goes wrong during a drill, at random by the seed. Freezes, restarts of Redis and disturbed connections are spread evenly over its time. Kills come in
/// storms, in which a node mostly falls again as soon as it stands, or before; between storms nodes live long enough to work at their full speed, and then fall out of that.
/// </summary>
internal sealed class Faults(DrillSettings settings, IReadOnlyList<DrillNode> nodes, DrillRedis? redis, DrillTally tally)
{
    private static readonly TimeSpan StormEvery = TimeSpan.FromMinutes(2);

    /// <summary>How much of the time is stormy.</summary>
    private const double Stormy = 0.35;

    private static readonly Disturbance[] Kinds = [Disturbance.Slow, Disturbance.Stalled, Disturbance.RepliesLost, Disturbance.Silent, Disturbance.Cut];

    private int _falls;

    /// <summary>Ends when it is time, with everything running again and connected.</summary>
    /// <param name="patience">A node that has not come up by then is a failure of the drill.</param>
    public async Task RunAsync(CancellationToken time, CancellationToken patience)
    {
        await Task.WhenAll(
            RepeatAsync(Storms(settings.Kills), settings.Seed + 1, random => KillNodeAsync(random, patience), time),
            RepeatAsync(Spread(settings.Kills / 4, settings.Lasts), settings.Seed + 2, FreezeNodeAsync, time),
            RepeatAsync(Spread(redis is null ? 0 : settings.RedisFaults, settings.Lasts), settings.Seed + 3, DisturbRedisAsync, time));
        foreach (var node in nodes.Where(node => !node.IsReady))
        {
            node.Kill();
            await node.StartAsync(patience);
        }
    }

    private static IEnumerable<TimeSpan> Spread(int times, TimeSpan over) => Enumerable.Range(1, times).Select(time => over * time / (times + 1));

    private IEnumerable<TimeSpan> Storms(int times)
    {
        var storms = Math.Max(1, (int)(settings.Lasts / StormEvery));
        var from = settings.Lasts / storms;
        return Enumerable.Range(0, storms).SelectMany(storm => Spread((times * (storm + 1) / storms) - (times * storm / storms), from * Stormy).Select(at => (from * storm) + at));
    }

    private static async Task RepeatAsync(IEnumerable<TimeSpan> moments, int seed, Func<Random, Task> fault, CancellationToken time)
    {
        var random = new Random(seed);
        var began = Stopwatch.GetTimestamp();
        try
        {
            foreach (var moment in moments)
            {
                var left = moment - Stopwatch.GetElapsedTime(began);
                await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System, time);
                await fault(random);
            }
        }
        catch (OperationCanceledException)
        {
            // It is time.
        }
    }

    /// <summary>Kills the node that fell last, whether or not it stands again, or another. Does not wait for it to be back.</summary>
    private Task KillNodeAsync(Random random, CancellationToken patience)
    {
        _falls = random.Next(4) > 0 ? _falls : random.Next(nodes.Count);
        var node = nodes[_falls];
        node.Kill();
        tally.NodeKills.Add();
        _ = node.StartAsync(patience);
        return Task.CompletedTask;
    }

    private async Task FreezeNodeAsync(Random random)
    {
        var node = nodes[random.Next(nodes.Count)];
        tally.NodeFreezes.Add();
        node.Freeze();
        await Task.Delay(TimeSpan.FromSeconds(0.2 + (2 * random.NextDouble())), TimeProvider.System);
        node.Thaw();
    }

    private async Task DisturbRedisAsync(Random random)
    {
        var lasts = TimeSpan.FromSeconds(0.2 + (2.5 * random.NextDouble()));
        switch (random.Next(4))
        {
            case 0:
                tally.RedisKills.Add();
                redis!.Kill();
                await Task.Delay(lasts / 2, TimeProvider.System);
                redis.Start();
                break;
            case 1:
                tally.RedisFreezes.Add();
                redis!.Freeze();
                await Task.Delay(lasts, TimeProvider.System);
                redis.Thaw();
                break;
            default:
                tally.Disturbances.Add();
                var kind = Kinds[random.Next(Kinds.Length)];
                var ways = random.Next(3) == 0 ? nodes : [nodes[random.Next(nodes.Count)]];
                foreach (var node in ways)
                {
                    node.Proxy!.Disturb(kind);
                }

                await Task.Delay(lasts, TimeProvider.System);
                foreach (var node in ways)
                {
                    node.Proxy!.Calm();
                }

                break;
        }
    }
}
