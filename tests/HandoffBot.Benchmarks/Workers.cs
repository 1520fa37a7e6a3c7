using System.Diagnostics;

namespace HandoffBot.Benchmarks;

/// <summary>Runs the same step many times, so many at once.</summary>
internal static class Workers
{
    /// <summary>Runs <paramref name="step"/> (number of the step, number of the worker) for 0 to count − 1; each is timed for itself.</summary>
    public static async Task<Rate> RunAsync(int count, int workers, Func<int, int, Task> step)
    {
        var latencies = new Latencies(count);
        var (next, started) = (-1, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async worker =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var at = Stopwatch.GetTimestamp();
                await step(i, worker);
                latencies.Add(at);
            }
        }));
        return new Rate(count / Stopwatch.GetElapsedTime(started).TotalSeconds, latencies.Percentile(0.5), latencies.Percentile(0.99));
    }
}
