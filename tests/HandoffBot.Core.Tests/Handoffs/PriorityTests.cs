using CsCheck;
using HandoffBot.Core.Handoffs;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>The lower score is taken first.</summary>
public sealed class PriorityTests
{
    private static readonly Gen<DateTimeOffset> AnyInstant = Gen.Long[0, 400_000_000_000].Select(milliseconds => Noon.AddMilliseconds(milliseconds));

    [Fact]
    public void Of_those_waiting_equally_long_the_higher_priority_is_first() => Gen.Select(AnyInstant, Gen.Enum<Priority>(), Gen.Enum<Priority>()).Sample((at, one, other) =>
        Assert.Equal(one.CompareTo(other), -Opened(one, at: at).Score.CompareTo(Opened(other, at: at).Score)));

    [Fact]
    public void Of_the_same_priority_the_longer_waiting_is_first() => Gen.Select(AnyInstant, AnyInstant, Gen.Enum<Priority>()).Sample((one, other, priority) =>
        Assert.Equal(one.CompareTo(other), Opened(priority, at: one).Score.CompareTo(Opened(priority, at: other).Score)));

    [Fact]
    public void Waiting_ages_a_normal_handoff_past_newer_high_ones() => Gen.Select(AnyInstant, Gen.Long[1, 1_000_000_000]).Sample((newer, older) =>
    {
        var at = newer - Priority.High.HeadStart() - TimeSpan.FromMilliseconds(older);

        Assert.True(Opened(Priority.Normal, at: at).Score < Opened(Priority.High, at: newer).Score);
    });

    [Fact]
    public void Within_the_head_start_the_high_one_is_first() => Gen.Select(AnyInstant, Gen.Long[0, 299_999]).Sample((newer, older) =>
        Assert.True(Opened(Priority.Normal, at: newer.AddMilliseconds(-older)).Score > Opened(Priority.High, at: newer).Score));

    [Fact]
    public void Whoever_is_in_danger_goes_before_a_week_of_urgent_ones() =>
        Assert.True(Opened(Priority.Crisis).Score < Opened(Priority.Urgent, at: Noon.AddDays(-6)).Score);
}
