namespace HandoffBot.Redis.Tests.Linearizability;

/// <summary>
/// Looks for an order of overlapping calls in which the rules give every answer that the store gave (Wing and Gong's search, with a memory of what was tried).
/// A call cannot come before one that ended before it began. A call whose answer was lost may have happened at any later time, or never.
/// </summary>
internal static class Checker
{
    /// <summary>Every world that the calls can have led to; none when no order explains the answers.</summary>
    public static IReadOnlyCollection<World> Explain(IEnumerable<World> starts, IReadOnlyList<Call> calls)
    {
        Assert.True(calls.Count <= 32, "A phase has at most 32 calls.");
        var tried = new HashSet<(uint, string)>();
        var ends = new Dictionary<string, World>(StringComparer.Ordinal);
        foreach (var start in starts)
        {
            Search(start, calls.Count == 32 ? uint.MaxValue : (1u << calls.Count) - 1);
        }

        return ends.Values;

        void Search(World world, uint open)
        {
            var key = world.Key();
            if (!tried.Add((open, key)))
            {
                return;
            }

            var firstEnd = long.MaxValue;
            for (var i = 0; i < calls.Count; i++)
            {
                firstEnd = (open & (1u << i)) != 0 ? Math.Min(firstEnd, calls[i].Ended) : firstEnd;
            }

            if (firstEnd == long.MaxValue)
            {
                // Only lost ones are left, none of which needs to have happened.
                ends[key] = world;
            }

            for (var i = 0; i < calls.Count; i++)
            {
                if ((open & (1u << i)) == 0 || calls[i].Begun > firstEnd)
                {
                    continue;
                }

                if (calls[i] is { Operation.Weakly: { } weakly, Answer: { } said })
                {
                    if (weakly(world, said) is { } claimed)
                    {
                        Search(claimed, open & ~(1u << i));
                    }

                    continue;
                }

                var (next, expected) = calls[i].Operation.Apply(world, calls[i].Answer?.Token);
                if (calls[i].Answer is null || calls[i].Answer == expected)
                {
                    Search(next, open & ~(1u << i));
                }
            }
        }
    }
}
