using StackExchange.Redis;

namespace HandoffBot.Redis.Handoffs;

/// <summary>
/// The fields of <see cref="PartitionKeys.Handoffs"/>. A handoff's id alone names what changes of it (see handoff-state.lua); what lies beside it has a letter before.
/// </summary>
internal static class HandoffFields
{
    private const char AfterLetter = ':';

    /// <summary>What changes of a handoff only when it is raised (JSON).</summary>
    public static RedisValue Record(RedisValue id) => "r:" + id;

    public static RedisValue[] Records(RedisValue[] ids) => [.. ids.Select(Record)];

    /// <summary>How it ended (JSON).</summary>
    public static RedisValue Closing(RedisValue id) => "x:" + id;

    public static RedisValue[] Closings(RedisValue[] ids) => [.. ids.Select(Closing)];

    /// <summary>How many handoffs an agent has in the partition.</summary>
    public static RedisValue Load(RedisValue agent) => "l:" + agent;

    /// <summary>Offers that an agent has missed in a row.</summary>
    public static RedisValue Missed(RedisValue agent) => "m:" + agent;

    /// <summary>Whether a field is the changing part of a handoff.</summary>
    public static bool IsState(RedisValue field) => ((string)field!) is not [_, AfterLetter, ..];
}
