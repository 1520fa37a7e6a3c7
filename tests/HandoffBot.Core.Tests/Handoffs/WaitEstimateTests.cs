using CsCheck;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class WaitEstimateTests
{
    [Fact]
    public void Too_few_waits_say_nothing()
    {
        Assert.Null(WaitEstimate.From([]));
        Assert.Null(WaitEstimate.From([.. Enumerable.Repeat(60L, Limits.WaitSamplesNeeded - 1)]));
        Assert.Equal(new WaitEstimate(60, 60, Limits.WaitSamplesNeeded), WaitEstimate.From([.. Enumerable.Repeat(60L, Limits.WaitSamplesNeeded)]));
    }

    [Fact]
    public void The_range_is_the_middle_half()
    {
        Assert.Equal(new WaitEstimate(20, 40, 4), WaitEstimate.From([40, 10, 30, 20]));
        Assert.Equal(new WaitEstimate(5, 15, 20), WaitEstimate.From([.. Enumerable.Range(0, 20).Select(second => (long)second)]));
    }

    [Fact]
    public void At_most_a_quarter_of_the_waits_was_shorter_and_at_most_a_quarter_longer() => Gen.Long[0, 86_400].List[Limits.WaitSamplesNeeded, Limits.WaitSamples].Sample(waits =>
    {
        var estimate = WaitEstimate.From(waits)!;

        Assert.Equal(waits.Count, estimate.Count);
        Assert.InRange(waits.Count(wait => wait < estimate.LowSeconds), 0, waits.Count / 4);
        Assert.InRange(waits.Count(wait => wait > estimate.HighSeconds), 0, waits.Count / 4);
    });
}
