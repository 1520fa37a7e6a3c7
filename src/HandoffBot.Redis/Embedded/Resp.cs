using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace HandoffBot.Redis.Embedded;

/// <summary>Commands on the wire: an array of bulk strings (https://redis.io/docs/latest/develop/reference/protocol-spec/).</summary>
internal static class Resp
{
    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <summary>The command of these parts.</summary>
    public static byte[] Command(params ReadOnlySpan<byte[]> parts)
    {
        var command = new ArrayBufferWriter<byte>();
        Line(command, '*', parts.Length);
        foreach (var part in parts)
        {
            Line(command, '$', part.Length);
            command.Write(part);
            command.Write(LineEnd);
        }

        return command.WrittenSpan.ToArray();
    }

    public static byte[] Command(params ReadOnlySpan<string> parts)
    {
        var bytes = new byte[parts.Length][];
        for (var i = 0; i < parts.Length; i++)
        {
            bytes[i] = Encoding.UTF8.GetBytes(parts[i]);
        }

        return Command(bytes);
    }

    /// <summary>Cuts the first command off <paramref name="received"/>; false as long as not all of it has come.</summary>
    /// <exception cref="InvalidDataException">It does not begin with a command.</exception>
    public static bool TryCut(ref ReadOnlySequence<byte> received, out ReadOnlySequence<byte> command)
    {
        command = default;
        var reader = new SequenceReader<byte>(received);
        if (!TryReadLength(ref reader, '*', out var parts))
        {
            return false;
        }

        for (var i = 0; i < parts; i++)
        {
            if (!TryReadLength(ref reader, '$', out var length) || reader.Remaining < length + LineEnd.Length)
            {
                return false;
            }

            reader.Advance(length + LineEnd.Length);
        }

        command = received.Slice(0, reader.Position);
        received = received.Slice(reader.Position);
        return true;
    }

    /// <summary>Where in a whole command its parts lie; the first is its name.</summary>
    public static Range[] Parts(ReadOnlySpan<byte> command)
    {
        var at = 1;
        var parts = new Range[ReadLength(command, ref at)];
        for (var i = 0; i < parts.Length; i++)
        {
            at++;
            var length = ReadLength(command, ref at);
            parts[i] = at..(at + length);
            at += length + LineEnd.Length;
        }

        return parts;
    }

    private static int ReadLength(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (!Utf8Parser.TryParse(bytes[at..], out int length, out var digits))
        {
            throw new InvalidDataException("That is not a command.");
        }

        at += digits + LineEnd.Length;
        return length;
    }

    private static bool TryReadLength(ref SequenceReader<byte> reader, char kind, out int length)
    {
        length = 0;
        if (!reader.TryReadTo(out ReadOnlySequence<byte> line, LineEnd))
        {
            return false;
        }

        var text = Encoding.ASCII.GetString(line);
        return text.Length > 1 && text[0] == kind && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out length)
            ? true
            : throw new InvalidDataException("That is not a command.");
    }

    private static void Line(ArrayBufferWriter<byte> command, char kind, int length) => command.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}{length}\r\n")));
}
