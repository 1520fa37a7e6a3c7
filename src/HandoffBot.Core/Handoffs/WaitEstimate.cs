namespace HandoffBot.Core.Handoffs;

/// <summary>An honest range with its basis.</summary>
/// <param name="LowSeconds">A quarter of the sampled waits were shorter.</param>
/// <param name="HighSeconds">A quarter of the sampled waits were longer.</param>
/// <param name="Count">How many waits it is made from.</param>
public sealed record WaitEstimate(int LowSeconds, int HighSeconds, int Count)
{
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
}
