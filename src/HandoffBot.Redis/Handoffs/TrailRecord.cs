using System.Globalization;
using HandoffBot.Core.Handoffs;
using StackExchange.Redis;

namespace HandoffBot.Redis.Handoffs;

/// <summary>Reads a handoff's trail, which lies beside its state (see handoff-state.lua).</summary>
internal static class TrailRecord
{
    /// <summary>The field of a handoff's trail in <see cref="PartitionKeys.State"/>.</summary>
    public static RedisValue Field(HandoffId id) => Prefix + id.Value;

    /// <summary>Before the id, in the field's name.</summary>
    public const string Prefix = "t:";

    public static IReadOnlyList<TrailEntry> Read(RedisValue trail) =>
        [.. ((string?)trail ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadLine)];

    private static TrailEntry ReadLine(string line) => line.Split('|', 4) is [var ms, var what, var who, var why]
        ? new TrailEntry(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ms, CultureInfo.InvariantCulture)), what, who, why)
        : throw new FormatException($"A line of a trail reads '{line}'.");
}
