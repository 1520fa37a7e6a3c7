using System.Globalization;
using HandoffBot.Core;
using StackExchange.Redis;

namespace HandoffBot.Redis.Audit;

/// <summary>Goes around a hash, a page at a time, for ever. Each process keeps its own place: two that look at the same page do no harm.</summary>
internal sealed class HashPages(IDatabase database, RedisKey key)
{
    private string _cursor = "0";

    /// <summary>The next fields; empty pages come between full ones.</summary>
    public async Task<HashEntry[]> NextAsync()
    {
        var reply = await database.ExecuteAsync("HSCAN", [key, _cursor, "COUNT", Limits.AuditedPerRound.ToString(CultureInfo.InvariantCulture)]);
        _cursor = (string)reply[0]!;
        var values = (RedisValue[])reply[1]!;
        return [.. values.Chunk(2).Select(pair => new HashEntry(pair[0], pair[1]))];
    }

    /// <summary>The page that was read last was the last one.</summary>
    public bool IsAtStart => _cursor == "0";
}
