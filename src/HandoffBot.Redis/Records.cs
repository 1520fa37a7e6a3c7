using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using StackExchange.Redis;

namespace HandoffBot.Redis;

/// <summary>Records to and from the store's values.</summary>
internal static class Records
{
    public static RedisValue Write<T>(T record, JsonTypeInfo<Stored<T>> type) => JsonSerializer.SerializeToUtf8Bytes(new Stored<T>(1, record), type);

    /// <exception cref="JsonException">The value is not a record of this form.</exception>
    public static T Read<T>(RedisValue value, JsonTypeInfo<Stored<T>> type) => Read(((ReadOnlyMemory<byte>)value).Span, type);

    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<Stored<T>> type)
    {
        var stored = JsonSerializer.Deserialize(json, type);
        return stored is { V: 1 } ? stored.Is : throw new JsonException($"A {typeof(T).Name} is stored in a form this version does not know.");
    }

    /// <summary>Unix milliseconds, as scripts take them.</summary>
    public static RedisValue Ms(this DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    public static DateTimeOffset Instant(this RedisValue ms) => DateTimeOffset.FromUnixTimeMilliseconds((long)ms);
}
