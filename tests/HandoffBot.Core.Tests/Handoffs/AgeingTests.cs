using CsCheck;
using HandoffBot.Core.Handoffs;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>Nobody starves: whatever arrives, in whatever order people get to it, a newer one passes an older one by its head start at most.</summary>
public sealed class AgeingTests
{
    private static readonly Gen<(TimeSpan Gap, Priority Priority, int Taken)[]> AnyTraffic =
        Gen.Select(
            Gen.OneOf(Gen.Long[0, 60_000], Gen.Long[0, 3_600_000], Gen.Long[0, 172_800_000]).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)),
            Gen.Enum<Priority>(),
            Gen.Int[0, 2]).Array[1, 120];

    private static readonly TimeSpan LargestDifference = Priority.Crisis.HeadStart() - Priority.Normal.HeadStart();

    [Fact]
    public void A_newer_one_is_taken_first_only_within_the_difference_of_the_head_starts() => AnyTraffic.Sample(traffic =>
    {
        var (now, line) = (Noon, new List<NewHandoff>());
        foreach (var (gap, priority, taken) in traffic)
        {
            now += gap;
            line.Add(Opened(priority, at: now));
            for (var i = 0; i < taken && line.MinBy(waiting => waiting.Score) is { } first; i++)
            {
                line.Remove(first);
                Assert.All(line.Where(older => older.EnqueuedAt < first.EnqueuedAt), older =>
                    Assert.InRange(first.EnqueuedAt - older.EnqueuedAt, TimeSpan.Zero, first.Priority.HeadStart() - older.Priority.HeadStart()));
            }
        }
    });

    [Fact]
    public void Whoever_has_waited_for_the_largest_difference_is_never_further_back_than_before() => AnyTraffic.Sample(traffic =>
    {
        var (now, line, ahead) = (Noon, new List<NewHandoff>(), new Dictionary<NewHandoff, int>(ReferenceEqualityComparer.Instance));
        foreach (var (gap, priority, taken) in traffic)
        {
            now += gap;
            foreach (var old in line.Where(waiting => now - waiting.EnqueuedAt > LargestDifference))
            {
                ahead.TryAdd(old, Ahead(old));
            }

            line.Add(Opened(priority, at: now));
            for (var i = 0; i < taken && line.MinBy(waiting => waiting.Score) is { } first; i++)
            {
                line.Remove(first);
                ahead.Remove(first);
            }

            foreach (var (old, before) in ahead.ToArray())
            {
                Assert.InRange(Ahead(old), 0, before);
                ahead[old] = Ahead(old);
            }
        }

        int Ahead(NewHandoff of) => line.Count(waiting => waiting.Score < of.Score);
    });
}
