namespace HandoffBot.Core.Handoffs;

/// <summary>An honest range with its basis.</summary>
/// <param name="LowSeconds">A quarter of the sampled waits were shorter.</param>
/// <param name="HighSeconds">A quarter of the sampled waits were longer.</param>
/// <param name="Count">How many waits it is made from.</param>
public sealed record WaitEstimate(int LowSeconds, int HighSeconds, int Count)
{
    /// <summary>The range in whole minutes, as it is told: both ends are 1 for "a minute", else the end is after the beginning.</summary>
    public (int Low, int High) Minutes
    {
        get
        {
            var (low, high) = (MinutesOf(LowSeconds), MinutesOf(HighSeconds));
            return high <= 1 ? (1, 1) : (low, Math.Max(high, low + 1));
        }
    }

    /// <summary>How a wait stands to the range that was told: 0 within it, negative when a person came sooner, positive when later.</summary>
    /// <param name="waited">Seconds of working time.</param>
    public int Compare(long waited)
    {
        var (minutes, (low, high)) = (MinutesOf(waited), Minutes);
        return minutes < low ? -1 : minutes > high ? 1 : 0;
    }

    /// <summary>The middle half of the latest waits (seconds), or null when there are too few to say anything.</summary>
    public static WaitEstimate? From(IReadOnlyCollection<long> waits)
    {
        if (waits.Count < Limits.WaitSamplesNeeded)
        {
            return null;
        }

        var sorted = waits.Order().ToArray();
        return new WaitEstimate((int)sorted[sorted.Length / 4], (int)sorted[sorted.Length * 3 / 4], sorted.Length);
    }

    private static int MinutesOf(long seconds) => (int)Math.Max(1, (seconds + 59) / 60);
}
