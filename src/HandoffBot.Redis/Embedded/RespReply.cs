using System.Buffers.Text;

namespace HandoffBot.Redis.Embedded;

/// <summary>Takes a reply apart: a bulk or simple string, or a number, is its bytes; an array a list; nil null.</summary>
internal ref struct RespReply(ReadOnlySpan<byte> reply)
{
    private readonly ReadOnlySpan<byte> _reply = reply;
    private int _at;

    /// <summary>An array's elements. Those of a cursor's page are the cursor and the elements.</summary>
    /// <exception cref="InvalidOperationException">The reply is an error.</exception>
    public static object?[] Array(ReadOnlySpan<byte> reply) => (object?[])new RespReply(reply).Next()!;

    /// <exception cref="InvalidOperationException">The reply is an error.</exception>
    public static byte[]? Bytes(ReadOnlySpan<byte> reply) => (byte[]?)new RespReply(reply).Next();

    private object? Next()
    {
        var kind = (char)_reply[_at++];
        var line = _reply[_at..(_at + _reply[_at..].IndexOf((byte)'\r'))];
        _at += line.Length + 2;
        switch (kind)
        {
            case '+' or ':':
                return line.ToArray();
            case '$':
                var length = Number(line);
                if (length < 0)
                {
                    return null;
                }

                var bytes = _reply.Slice(_at, length).ToArray();
                _at += length + 2;
                return bytes;
            case '*':
                var elements = new object?[Math.Max(0, Number(line))];
                for (var i = 0; i < elements.Length; i++)
                {
                    elements[i] = Next();
                }

                return elements;
            default:
                throw new InvalidOperationException("The engine replied " + System.Text.Encoding.UTF8.GetString(line));
        }
    }

    private static int Number(ReadOnlySpan<byte> line) => Utf8Parser.TryParse(line, out int number, out _) ? number : throw new InvalidOperationException("The engine's reply has no length.");
}
