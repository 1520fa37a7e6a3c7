using System.Globalization;
using System.Text;

namespace HandoffBot.Redis.Embedded;

/// <summary>Everything an engine has, as the commands that make it again.</summary>
internal static class Snapshot
{
    /// <summary>Elements asked for and written at a time, so that a long key is never in memory twice.</summary>
    private const int Page = 500;

    private const int FrameBytes = 1024 * 1024;

    /// <summary>Writes the snapshot that stands for all logs up to <paramref name="number"/> and lets it count. Returns its bytes.</summary>
    /// <exception cref="IOException">The disk takes no more; what counted before still counts.</exception>
    public static long Write(Engine engine, LogFolder folder, long number)
    {
        long length;
        using (var file = LogFile.Create(folder.UnfinishedPath(number)))
        {
            var keys = 0L;
            foreach (var key in Pages(engine, "SCAN", []).SelectMany(page => page))
            {
                Write(engine, file, key);
                keys++;
            }

            if (keys < long.Parse(Encoding.ASCII.GetString(RespReply.Bytes(engine.Run(Resp.Command("DBSIZE")))!), CultureInfo.InvariantCulture))
            {
                throw new InvalidOperationException("A snapshot has not seen every key; it does not count.");
            }

            if (file.Pending > 0)
            {
                file.Flush(toDisk: false);
            }

            // The empty frame that closes it.
            file.Flush();
            length = file.Length;
        }

        folder.Finish(number);
        return length;
    }

    private static void Write(Engine engine, LogFile file, byte[] key)
    {
        // Should a key be met twice, the second time replaces the first.
        Add(file, [], "DEL", key);
        switch (Encoding.ASCII.GetString(RespReply.Bytes(engine.Run(Command("TYPE", key)))!))
        {
            case "string":
                Add(file, [RespReply.Bytes(engine.Run(Command("GET", key)))!], "SET", key);
                break;
            case "hash":
                foreach (var page in Pages(engine, "HSCAN", key))
                {
                    Add(file, page, "HSET", key);
                }

                break;
            case "list":
                foreach (var page in Ranges(engine, key, "LRANGE"))
                {
                    Add(file, page, "RPUSH", key);
                }

                break;
            case "zset":
                foreach (var page in Ranges(engine, key, "ZRANGE", "WITHSCORES"u8.ToArray()))
                {
                    // Comes as member, score; is added as score, member.
                    for (var i = 0; i < page.Length; i += 2)
                    {
                        (page[i], page[i + 1]) = (page[i + 1], page[i]);
                    }

                    Add(file, page, "ZADD", key);
                }

                break;
            case var type:
                throw new InvalidOperationException($"A {type} is nothing that the embedded store keeps.");
        }
    }

    private static void Add(LogFile file, ReadOnlySpan<byte[]> values, string name, byte[] key)
    {
        if (values.IsEmpty && name != "DEL")
        {
            return;
        }

        file.Append(Command(name, key, values));
        if (file.Pending >= FrameBytes)
        {
            file.Flush(toDisk: false);
        }
    }

    private static IEnumerable<byte[][]> Pages(Engine engine, string name, byte[] key)
    {
        var cursor = "0"u8.ToArray();
        do
        {
            byte[][] parts = [cursor, "COUNT"u8.ToArray(), Encoding.ASCII.GetBytes(Page.ToString(CultureInfo.InvariantCulture))];
            var reply = RespReply.Array(engine.Run(key.Length == 0 ? Resp.Command([Encoding.ASCII.GetBytes(name), .. parts]) : Command(name, key, parts)));
            cursor = (byte[])reply[0]!;
            yield return [.. ((object?[])reply[1]!).Cast<byte[]>()];
        }
        while (cursor is not [(byte)'0']);
    }

    private static IEnumerable<byte[][]> Ranges(Engine engine, byte[] key, string name, params byte[][] options)
    {
        for (var first = 0; ; first += Page)
        {
            byte[][] range = [Encoding.ASCII.GetBytes(first.ToString(CultureInfo.InvariantCulture)), Encoding.ASCII.GetBytes((first + Page - 1).ToString(CultureInfo.InvariantCulture))];
            byte[][] page = [.. RespReply.Array(engine.Run(Command(name, key, [.. range, .. options]))).Cast<byte[]>()];
            if (page.Length == 0)
            {
                yield break;
            }

            yield return page;
        }
    }

    private static byte[] Command(string name, byte[] key, params ReadOnlySpan<byte[]> rest) => Resp.Command([Encoding.ASCII.GetBytes(name), key, .. rest]);
}
