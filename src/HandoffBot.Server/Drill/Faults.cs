namespace HandoffBot.Server.Drill;

/// <summary>What goes wrong during a drill, at random by the seed: kills, freezes, restarts and disturbed connections, spread evenly over its time.</summary>
internal sealed class Faults(DrillSettings settings, IReadOnlyList<DrillNode> nodes, DrillRedis? redis, DrillTally tally)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly Disturbance[] Kinds = [Disturbance.Slow, Disturbance.Stalled, Disturbance.RepliesLost, Disturbance.Silent, Disturbance.Cut];

    /// <summary>Ends when it is time, with everything running again and connected.</summary>
    /// <param name="patience">A node that has not come up by then is a failure of the drill.</param>
    public async Task RunAsync(CancellationToken time, CancellationToken patience)
    {
        await Task.WhenAll(
            RepeatAsync(settings.Kills, settings.Seed + 1, random => KillNodeAsync(random, time, patience), time),
            RepeatAsync(settings.Kills / 4, settings.Seed + 2, FreezeNodeAsync, time),
            RepeatAsync(redis is null ? 0 : settings.RedisFaults, settings.Seed + 3, DisturbRedisAsync, time));
        foreach (var node in nodes.Where(node => !node.IsReady))
        {
            node.Kill();
            await node.StartAsync(patience);
        }
    }

    private async Task RepeatAsync(int times, int seed, Func<Random, Task> fault, CancellationToken time)
    {
        var random = new Random(seed);
        using var clock = new PeriodicTimer(times == 0 ? Timeout.InfiniteTimeSpan : settings.Lasts / (times + 1));
        try
        {
            for (var done = 0; done < times && await clock.WaitForNextTickAsync(time); done++)
            {
                await fault(random);
            }
        }
        catch (OperationCanceledException)
        {
            // It is time.
        }
    }

    /// <summary>Kills a node that has come up, or waits for one: on a busy machine nodes that are killed while they start would never do any work. Does not wait for it to be back.</summary>
    private async Task KillNodeAsync(Random random, CancellationToken time, CancellationToken patience)
    {
        List<DrillNode> ready;
        while ((ready = [.. nodes.Where(node => node.IsReady)]).Count == 0)
        {
            await Task.Delay(LookEvery, TimeProvider.System, time);
        }

        var node = ready[random.Next(ready.Count)];
        node.Kill();
        tally.NodeKills.Add();
        _ = node.StartAsync(patience);
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
