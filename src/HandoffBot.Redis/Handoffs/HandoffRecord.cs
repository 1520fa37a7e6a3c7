using System.Globalization;
using System.Text.Json;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using StackExchange.Redis;

namespace HandoffBot.Redis.Handoffs;

/// <summary>Reads a handoff from its parts. The packed state is described in handoff-state.lua.</summary>
internal static class HandoffRecord
{
    private const int State = 0, Skill = 1, Holder = 3, Token = 4, Until = 5, Answered = 6, Day = 7, Skips = 8;

    public static Handoff Read(RedisValue opened, RedisValue packed)
    {
        var parts = Parts(packed);
        return new Handoff(Records.Read(opened, StoreJson.Default.StoredNewHandoff), StateOf(parts), parts[Skill])
        {
            Holder = parts[Holder].Length > 0 ? new AgentId(parts[Holder]) : null,
            Lease = parts[Until].Length > 0 ? new Lease(parts[Token], Instant(parts[Until])) : null,
            AnsweredAt = parts[Answered].Length > 0 ? Instant(parts[Answered]) : null,
        };
    }

    /// <summary>Null when it cannot be read: one damaged record must not stop what is done for the others. The auditor reports it.</summary>
    public static Handoff? TryRead(RedisValue opened, RedisValue packed)
    {
        try
        {
            return opened.IsNull || packed.IsNull ? null : Read(opened, packed);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The state of a handoff that has just entered its queue.</summary>
    public static RedisValue Waiting(NewHandoff handoff) => string.Create(CultureInfo.InvariantCulture, $"W|{handoff.Skill}|{handoff.Score}|||||{PartitionKeys.DayOf(handoff.EnqueuedAt)}|");

    /// <summary>How a handoff is accounted; null when its state cannot be read.</summary>
    public static (HandoffState State, bool IsAnswered, string Day)? TryReadAccount(RedisValue packed)
    {
        try
        {
            var parts = Parts(packed);
            return (StateOf(parts), parts[Answered].Length > 0, parts[Day]);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Who has the lease of an offered or held handoff; null for every other.</summary>
    public static string? HolderOf(RedisValue packed) =>
        packed.IsNull ? null : FirstLine((string)packed!).Split('|') is { Length: Skips + 1 } parts && parts[State] is "O" or "H" ? parts[Holder] : null;

    public static HandoffState ReadState(RedisValue packed) => StateOf(Parts(packed));

    /// <summary>State, skill, holder and token, by which a script sees whether it has changed hands since it was read.</summary>
    public static RedisValue Whereabouts(Handoff handoff) => $"{Letter(handoff.State)}|{handoff.Skill}|{handoff.Holder?.Value}|{handoff.Lease?.Token}";

    public static RedisValue Write(Receipt receipt) => string.Create(CultureInfo.InvariantCulture, $"{receipt.Turns} {receipt.Sha256}");

    public static Receipt? ReadReceipt(RedisValue value) =>
        ((string?)value)?.Split(' ') is [var turns, var digest] ? new Receipt(long.Parse(turns, CultureInfo.InvariantCulture), digest) : null;

    /// <summary>An entry of <see cref="PartitionKeys.Answers"/>: "id|seconds waited|skill".</summary>
    public static (long Waited, string Skill) ReadAnswer(RedisValue entry) =>
        ((string)entry!).Split('|') is [_, var waited, var skill] ? (long.Parse(waited, CultureInfo.InvariantCulture), skill) : throw new FormatException($"An answer reads '{entry}'.");

    /// <summary>The trail, which stands under the state, oldest line first.</summary>
    public static IReadOnlyList<TrailEntry> ReadTrail(RedisValue packed) =>
        [.. ((string?)packed ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(ReadTrailLine)];

    private static TrailEntry ReadTrailLine(string line) => line.Split('|', 4) is [var ms, var what, var who, var why]
        ? new TrailEntry(Instant(ms), what, who, why)
        : throw new FormatException($"A line of a trail reads '{line}'.");

    private static string[] Parts(RedisValue packed) =>
        FirstLine((string)packed!).Split('|') is { Length: Skips + 1 } parts ? parts : throw new FormatException($"A handoff's state reads '{packed}'.");

    private static string FirstLine(string packed) => packed.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? packed[..end] : packed;

    private static HandoffState StateOf(string[] parts) => parts[State] switch
    {
        "W" => HandoffState.Waiting,
        "O" => HandoffState.Offered,
        "H" => HandoffState.Held,
        "C" => HandoffState.Closed,
        var unknown => throw new FormatException($"A handoff is in the state '{unknown}'."),
    };

    private static string Letter(HandoffState state) => state switch
    {
        HandoffState.Waiting => "W",
        HandoffState.Offered => "O",
        HandoffState.Held => "H",
        HandoffState.Closed => "C",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static DateTimeOffset Instant(string ms) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ms, CultureInfo.InvariantCulture));
}
