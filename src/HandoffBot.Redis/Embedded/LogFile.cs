using System.Buffers.Binary;
using HandoffBot.Redis.Durability;

namespace HandoffBot.Redis.Embedded;

/// <summary>
/// A file of commands that is appended to; a snapshot is one too. Each flush is a frame: <see cref="Mark"/>, its number in the file (four and eight bytes), then commands as they
/// came. The next frame is begun only when the one before is on disk, so that a crash can tear the last frame only, of which nothing was answered.
/// </summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>Stands at the beginning of each frame's payload and names its form.</summary>
    public static ReadOnlySpan<byte> Mark => "HBL1"u8;

    public const int PrefixBytes = 4 + sizeof(long);

    private const int Reserved = DiskFrame.HeaderBytes + PrefixBytes;

    private readonly FileStream _file;
    private readonly HashSet<string> _scripts;
    private byte[] _frame = new byte[64 * 1024];
    private int _used = Reserved;
    private long _number;

    private LogFile(FileStream file, long number, HashSet<string> scripts)
    {
        (_file, _number, _scripts) = (file, number, scripts);
    }

    /// <summary>Bytes on disk.</summary>
    public long Length => _file.Length;

    /// <summary>Bytes of commands that are not written yet.</summary>
    public int Pending => _used - Reserved;

    public static LogFile Create(string path) => new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), 0, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>Goes on behind what was read of a log; a torn end is cut off.</summary>
    public static LogFile Continue(string path, LogRead read)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
        if (file.Length > read.Length)
        {
            file.SetLength(read.Length);
            file.Flush(flushToDisk: true);
        }

        file.Seek(0, SeekOrigin.End);
        return new LogFile(file, read.Frames, read.Scripts);
    }

    /// <summary>A call of a script, behind its text where this file does not have it yet.</summary>
    public void Append(ScriptText script, ReadOnlySpan<byte> call)
    {
        if (_scripts.Add(script.Digest))
        {
            Append(script.Load);
        }

        Append(call);
    }

    public void Append(ReadOnlySpan<byte> command)
    {
        if (_frame.Length - _used < command.Length)
        {
            Array.Resize(ref _frame, checked((int)Math.Min(Array.MaxLength, Math.Max(_frame.Length * 2L, _used + (long)command.Length))));
        }

        command.CopyTo(_frame.AsSpan(_used));
        _used += command.Length;
    }

    /// <summary>Writes what was appended as one frame and returns when it is on disk.</summary>
    /// <param name="toDisk">False only where the whole file is flushed before it counts.</param>
    public void Flush(bool toDisk = true)
    {
        var frame = _frame.AsSpan(0, _used);
        Mark.CopyTo(frame[DiskFrame.HeaderBytes..]);
        BinaryPrimitives.WriteInt64LittleEndian(frame[(DiskFrame.HeaderBytes + Mark.Length)..], _number++);
        DiskFrame.Seal(frame);
        _file.Write(frame);
        if (toDisk)
        {
            _file.Flush(flushToDisk: true);
        }

        _used = Reserved;
    }

    public void Dispose() => _file.Dispose();
}
