using System.Buffers.Binary;
using HandoffBot.Redis.Durability;

namespace HandoffBot.Redis.Embedded;

/// <summary>What was found in a file of commands.</summary>
/// <param name="Length">Bytes up to the end of the last whole frame.</param>
/// <param name="Frames">How many there are.</param>
/// <param name="Scripts">Digests of the scripts whose texts it has.</param>
/// <param name="IsWhole">Nothing is behind the last frame.</param>
/// <param name="IsClosed">The last frame is empty, which closes a snapshot.</param>
internal sealed record LogRead(long Length, long Frames, HashSet<string> Scripts, bool IsWhole, bool IsClosed)
{
    /// <summary>Runs all commands of a file, up to a torn end.</summary>
    /// <exception cref="InvalidDataException">Something in the middle is damaged: a whole frame stands behind one that is not.</exception>
    public static LogRead Replay(string path, Engine engine, ScriptTexts texts)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 64 * 1024);
        var (length, frames, isClosed, scripts) = (0L, 0L, false, new HashSet<string>(StringComparer.Ordinal));
        while (ReadFrame(file, frames) is { } payload)
        {
            var commands = payload.AsSpan(LogFile.PrefixBytes);
            isClosed = commands.IsEmpty;
            while (!commands.IsEmpty)
            {
                var parts = Resp.Parts(commands);
                var command = commands[..(parts[^1].End.Value + 2)];
                commands = commands[command.Length..];
                if (CommandKinds.Of(command, parts) == CommandKind.LoadScript)
                {
                    scripts.Add(texts.Add(command[parts[2]]).Digest);
                }

                // An error was one the first time too, and left the same behind; but a script that is not known is a log that does not hold together.
                if (engine.Run(command).AsSpan().StartsWith("-NOSCRIPT"u8))
                {
                    throw new InvalidDataException($"{path} calls a script whose text it does not have.");
                }
            }

            (length, frames) = (file.Position, frames + 1);
        }

        var isWhole = length == file.Length;
        if (!isWhole && FindFrame(file, length + 1, frames))
        {
            throw new InvalidDataException($"{path} is damaged at byte {length}: there are whole entries behind it. The embedded store does not start on a part of its data; put the file back from a backup.");
        }

        return new LogRead(length, frames, scripts, isWhole, isClosed);
    }

    private static byte[]? ReadFrame(FileStream file, long number) =>
        DiskFrame.Read(file, file.Length - file.Position) is { Length: >= LogFile.PrefixBytes } payload && payload.AsSpan().StartsWith(LogFile.Mark) && BinaryPrimitives.ReadInt64LittleEndian(payload.AsSpan(LogFile.Mark.Length)) >= number
            ? payload : null;

    /// <summary>Whether a frame that is at least the <paramref name="number"/>th begins anywhere from here on.</summary>
    private static bool FindFrame(FileStream file, long from, long number)
    {
        var rest = new byte[64 * 1024];
        for (var start = from; start < file.Length;)
        {
            file.Position = start;
            var read = file.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false);
            for (var at = 0; rest.AsSpan(at, read - at).IndexOf(LogFile.Mark) is >= 0 and var next; at++)
            {
                at += next;
                file.Position = Math.Max(from, start + at - DiskFrame.HeaderBytes);
                if (ReadFrame(file, number) is not null)
                {
                    return true;
                }
            }

            // A mark may lie across the end of what was read.
            start += read == rest.Length ? read - LogFile.Mark.Length + 1 : read;
        }

        return false;
    }
}
