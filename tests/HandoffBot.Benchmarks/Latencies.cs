using System.Diagnostics;

namespace HandoffBot.Benchmarks;

/// <summary>Durations of operations that run side by side.</summary>
internal sealed class Latencies(int count)
{
    private readonly long[] _ticks = new long[count];
    private int _next;

    public void Add(long startedAt) => _ticks[Interlocked.Increment(ref _next) - 1] = Stopwatch.GetTimestamp() - startedAt;

    /// <summary>Milliseconds below which this share of the operations stayed.</summary>
    public double Percentile(double share)
    {
        var sorted = _ticks.Take(_next).Order().ToArray();
        return sorted.Length == 0 ? 0 : Math.Round(sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)] * 1000.0 / Stopwatch.Frequency, 3);
    }
}
