namespace HandoffBot.Benchmarks;

/// <summary>What one run reached.</summary>
/// <param name="PerSecond">Full cycles per second of wall time.</param>
/// <param name="P50">Milliseconds that half of the cycles took at most; null where it was not looked at.</param>
/// <param name="P99">Milliseconds that 99 % of the cycles took at most.</param>
internal sealed record Rate(double PerSecond, double? P50 = null, double? P99 = null)
{
    /// <summary>Microseconds of CPU that Redis spent on one cycle; on a machine shared with others this says more than the wall clock. 0 where it is not known.</summary>
    public double RedisCpu { get; init; }
}
