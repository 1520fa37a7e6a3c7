using System.Diagnostics;
using Hangfire;
using Hangfire.Redis.StackExchange;
using StackExchange.Redis;

namespace HandoffBot.Benchmarks;

/// <summary>Jobs through Hangfire on Redis: created one by one, fetched by the workers of a server, run, marked Succeeded.</summary>
internal sealed class HangfireCycles(ConnectionMultiplexer connection, string prefix, IReadOnlyList<int> levels) : IContender
{
    /// <summary>Its own clients block a thread each, so creating takes a few.</summary>
    private const int Creators = 16;

    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(10);

    private static int _run;

    public string Name => "hangfire";

    public IReadOnlyList<int> Levels => levels;

    public async Task<Rate> RunAsync(int count, int level)
    {
        var storage = new RedisStorage(connection, new RedisStorageOptions { Prefix = $"{prefix}-hangfire-{Interlocked.Increment(ref _run)}:" });
        var client = new BackgroundJobClient(storage);
        var monitoring = storage.GetMonitoringApi();
        using var server = new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = level }, storage);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Creators).Select(creator => Task.Factory.StartNew(
            () =>
            {
                for (var i = creator; i < count; i += Creators)
                {
                    client.Enqueue(() => Attend("0199d4c8-5a3e-7000-8000-000000000000", "general", "directline"));
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        using var timer = new PeriodicTimer(LooksEvery);
        while (monitoring.GetStatistics().Succeeded < count)
        {
            await timer.WaitForNextTickAsync();
        }

        return new Rate(count / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>The job; what an agent does takes no time here, as in the other candidates.</summary>
    public static void Attend(string conversation, string skill, string channel)
    {
    }
}
