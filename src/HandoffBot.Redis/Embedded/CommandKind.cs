using System.Collections.Frozen;
using System.Text;

namespace HandoffBot.Redis.Embedded;

/// <summary>What a command of the client means to the embedded store.</summary>
internal enum CommandKind
{
    /// <summary>Unknown here, or one whose effect a replay would not repeat (time, chance, expiry).</summary>
    Refused,

    /// <summary>About the connection: no data.</summary>
    Connection,
    Read,
    Write,

    /// <summary>A script by its digest.</summary>
    Script,

    /// <summary>A script by its text, which is then known by its digest.</summary>
    ScriptText,
    LoadScript,
    Publish,
    Subscribe,
    Unsubscribe,
}

internal static class CommandKinds
{
    private static readonly FrozenDictionary<string, CommandKind> Known = new[]
    {
        (CommandKind.Connection, "PING ECHO CLIENT INFO"),
        (CommandKind.Read, "GET STRLEN EXISTS TYPE DBSIZE SCAN HGET HMGET HGETALL HKEYS HVALS HLEN HEXISTS HSCAN LRANGE LLEN LINDEX ZRANGE ZREVRANGE ZRANGEBYSCORE ZREVRANGEBYSCORE ZSCORE ZRANK ZREVRANK ZCARD ZCOUNT ZSCAN"),
        (CommandKind.Write, "SET SETNX DEL UNLINK HSET HMSET HSETNX HDEL HINCRBY RPUSH LPUSH LSET LREM LTRIM ZADD ZREM ZINCRBY ZREMRANGEBYSCORE ZREMRANGEBYRANK"),
        (CommandKind.Script, "EVALSHA"),
        (CommandKind.ScriptText, "EVAL"),
        (CommandKind.LoadScript, "SCRIPT"),
        (CommandKind.Publish, "PUBLISH"),
        (CommandKind.Subscribe, "SUBSCRIBE"),
        (CommandKind.Unsubscribe, "UNSUBSCRIBE"),
    }.SelectMany(kind => kind.Item2.Split(' ').Select(name => (kind.Item1, name))).ToFrozenDictionary(kind => kind.name, kind => kind.Item1, StringComparer.OrdinalIgnoreCase);

    public static CommandKind Of(ReadOnlySpan<byte> command, Range[] parts)
    {
        var kind = Known.GetValueOrDefault(Encoding.ASCII.GetString(command[parts[0]]));
        return kind switch
        {
            // SET key value, with NX or XX; any other option is about time.
            CommandKind.Write when parts.Length > 3 && Is(command, parts[0], "SET") && !Is(command, parts[3], "NX") && !Is(command, parts[3], "XX") => CommandKind.Refused,
            CommandKind.LoadScript when parts.Length != 3 || !Is(command, parts[1], "LOAD") => CommandKind.Refused,
            CommandKind.Script or CommandKind.ScriptText when parts.Length < 3 => CommandKind.Refused,
            CommandKind.Subscribe or CommandKind.Unsubscribe or CommandKind.Publish when parts.Length != (kind == CommandKind.Publish ? 3 : 2) => CommandKind.Refused,
            _ => kind,
        };
    }

    /// <summary>Whether a command that a script calls only reads.</summary>
    public static bool OnlyReads(string command) => Known.GetValueOrDefault(command) == CommandKind.Read;

    private static bool Is(ReadOnlySpan<byte> command, Range part, string word) => Encoding.ASCII.GetString(command[part]).Equals(word, StringComparison.OrdinalIgnoreCase);
}
