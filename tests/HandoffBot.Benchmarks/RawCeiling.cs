using StackExchange.Redis;

namespace HandoffBot.Benchmarks;

/// <summary>What the same client and server could do at most: as many scripts as a cycle takes, each of a single HSET.</summary>
internal sealed class RawCeiling(ConnectionMultiplexer connection, string prefix, IReadOnlyList<int> levels) : IContender
{
    private const string Script = "return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])";

    public string Name => "ceiling";

    public IReadOnlyList<int> Levels => levels;

    public Task<Rate> RunAsync(int count, int level)
    {
        var (database, key) = (connection.GetDatabase(), new RedisKey[] { $"{{{prefix}:0}}:ceiling" });
        return Workers.RunAsync(count, level, async (i, _) =>
        {
            for (var script = 0; script < HandoffCycles.Scripts; script++)
            {
                await database.ScriptEvaluateAsync(Script, key, [$"{i}:{script}", "waiting"]);
            }
        });
    }
}
