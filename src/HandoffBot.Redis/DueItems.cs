using HandoffBot.Core;
using StackExchange.Redis;

namespace HandoffBot.Redis;

/// <summary>Reads what is due from a sorted set that every partition has, scored by the instant (ms).</summary>
internal static class DueItems
{
    /// <returns>At most <see cref="Limits.DueItemsPerPass"/> of each partition, longest due first within it.</returns>
    public static async Task<IReadOnlyList<RedisValue>> FindDueAsync(this IDatabase database, Keys keys, Func<PartitionKeys, RedisKey> set, DateTimeOffset now)
    {
        var due = await Task.WhenAll(keys.All.Select(at => database.SortedSetRangeByScoreAsync(set(at), stop: now.ToUnixTimeMilliseconds(), take: Limits.DueItemsPerPass)));
        return [.. due.SelectMany(ids => ids)];
    }
}
