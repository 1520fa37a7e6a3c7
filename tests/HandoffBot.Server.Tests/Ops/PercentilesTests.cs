using HandoffBot.Contracts.Ops;
using HandoffBot.Server.Ops;

namespace HandoffBot.Server.Tests.Ops;

public sealed class PercentilesTests
{
    [Fact]
    public void Nothing_has_no_percentile() => Assert.Equal(new PercentileView(null, null, null, null), Percentiles.Of([]));

    [Fact]
    public void One_wait_is_every_percentile() => Assert.Equal(new PercentileView(7, 7, 7, 7), Percentiles.Of([7]));

    [Fact]
    public void Each_percentile_is_the_nearest_rank() => Assert.Equal(new PercentileView(50, 90, 95, 99), Percentiles.Of([.. Enumerable.Range(1, 100).Reverse().Select(second => (long)second)]));
}
