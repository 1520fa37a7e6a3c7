using System.Buffers.Text;
using System.Text.Json;
using HandoffBot.Core.Conversations;
using StackExchange.Redis;

namespace HandoffBot.Redis.Conversations;

/// <summary>A turn in its list: "ms json". The store gives the time, so that it can keep times rising; the place in the list is the sequence number.</summary>
internal static class TurnRecord
{
    public static RedisValue Write(Utterance said) => Records.Write(said, StoreJson.Default.StoredUtterance);

    public static Turn Read(long seq, RedisValue value)
    {
        var bytes = ((ReadOnlyMemory<byte>)value).Span;
        return Utf8Parser.TryParse(bytes, out long ms, out var length)
            ? new Turn(seq, DateTimeOffset.FromUnixTimeMilliseconds(ms), Records.Read(bytes[(length + 1)..], StoreJson.Default.StoredUtterance))
            : throw new JsonException($"Turn {seq} has no time.");
    }

    /// <summary>Consecutive turns, the first of which has this sequence number.</summary>
    public static List<Turn> ReadAll(long firstSeq, RedisValue[] values)
    {
        var turns = new List<Turn>(values.Length);
        foreach (var value in values)
        {
            turns.Add(Read(firstSeq + turns.Count, value));
        }

        return turns;
    }
}
