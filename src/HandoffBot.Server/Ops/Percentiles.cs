using HandoffBot.Contracts.Ops;

namespace HandoffBot.Server.Ops;

/// <summary>Percentiles by nearest rank: each is a wait that somebody really had.</summary>
internal static class Percentiles
{
    public static PercentileView Of(IReadOnlyCollection<long> seconds)
    {
        var sorted = seconds.Order().ToArray();
        return new PercentileView(At(50), At(90), At(95), At(99));

        double? At(int percent) => sorted.Length == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * percent / 100.0) - 1)];
    }
}
