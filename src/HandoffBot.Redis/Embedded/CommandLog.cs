using Microsoft.Extensions.Logging;

namespace HandoffBot.Redis.Embedded;

/// <summary>
/// What makes the engine's content again after a crash: the newest snapshot and every command that changes anything since. A command stands in the log before it runs; it is answered
/// when its frame is on disk. For one caller at a time.
/// </summary>
internal sealed partial class CommandLog : IAsyncDisposable
{
    private readonly LogFolder _folder;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly long _compactAfter;
    private LogFile _file;
    private long _number;
    private Task _compacting = Task.CompletedTask;

    /// <summary>Bytes since the newest snapshot, without the open file.</summary>
    private long _closedBytes;
    private long _snapshotBytes;

    private CommandLog(LogFolder folder, long compactAfter, ILoggerFactory loggers, LogFile file, long number, long closedBytes, long snapshotBytes)
    {
        (_folder, _compactAfter, _loggers, _logger) = (folder, compactAfter, loggers, loggers.CreateLogger<CommandLog>());
        (_file, _number, _closedBytes, _snapshotBytes) = (file, number, closedBytes, snapshotBytes);
    }

    /// <summary>Whether something is to be flushed before it may be answered.</summary>
    public bool HasPending => _file.Pending > 0;

    /// <summary>The compaction that runs, or ran last; for tests.</summary>
    internal Task Compacting => _compacting;

    /// <summary>Brings an empty engine to where the files say, and goes on from there.</summary>
    /// <param name="compactAfter">Bytes of log, at least, after which a snapshot replaces it. It is also at least as long as the snapshot before, so that what is written stays in proportion.</param>
    /// <exception cref="InvalidDataException">The files are damaged, other than by a crash.</exception>
    public static CommandLog Open(LogFolder folder, Engine engine, ScriptTexts texts, long compactAfter, ILoggerFactory loggers)
    {
        folder.Sweep();
        folder.Clean();
        var (snapshot, logs) = (folder.Snapshot, folder.Logs);
        var snapshotBytes = Restore(folder, snapshot, engine, texts);
        var (closedBytes, last) = (0L, (LogRead?)null);
        foreach (var number in logs)
        {
            last = LogRead.Replay(folder.LogPath(number), engine, texts);
            if (number == logs[^1])
            {
                break;
            }

            closedBytes += last.IsWhole ? last.Length : throw new InvalidDataException($"{folder.LogPath(number)} is damaged at byte {last.Length}, and there is a later log.");
        }

        var current = logs is [.., var newest] ? newest : (snapshot ?? 0) + 1;
        var file = last is null ? LogFile.Create(folder.LogPath(current)) : LogFile.Continue(folder.LogPath(current), last);
        folder.Flush();
        var log = new CommandLog(folder, compactAfter, loggers, file, current, closedBytes, snapshotBytes);
        if (last is { IsWhole: false })
        {
            log.Torn(folder.LogPath(current), last.Length);
        }

        return log;
    }

    public void Append(ReadOnlySpan<byte> command) => _file.Append(command);

    public void Append(ScriptText script, ReadOnlySpan<byte> call) => _file.Append(script, call);

    /// <summary>Returns when everything appended is on disk.</summary>
    public void Flush() => _file.Flush();

    /// <summary>
    /// Closes a log that has grown past its bound and lets a snapshot replace it. That is made from the files alone, by an engine of its own, while this one goes on: nobody waits for it.
    /// Only between two flushes.
    /// </summary>
    public void CompactIfGrown()
    {
        if (_compacting.IsCompleted && _closedBytes + _file.Length >= Math.Max(_compactAfter, Interlocked.Read(ref _snapshotBytes)))
        {
            var closed = _number;
            Next();
            _compacting = Task.Run(() => Compact(closed));
        }
    }

    /// <summary>Begins anew with a snapshot of what <paramref name="engine"/> has; what was not on disk before is afterwards.</summary>
    public void Rewrite(Engine engine)
    {
        Interlocked.Exchange(ref _snapshotBytes, Snapshot.Write(engine, _folder, _number));
        Next();
        _folder.Clean();
    }

    public async ValueTask DisposeAsync()
    {
        await _compacting;
        _file.Dispose();
    }

    private static long Restore(LogFolder folder, long? snapshot, Engine engine, ScriptTexts texts)
    {
        if (snapshot is null)
        {
            return 0;
        }

        var read = LogRead.Replay(folder.SnapshotPath(snapshot.Value), engine, texts);
        return read is { IsWhole: true, IsClosed: true } ? read.Length : throw new InvalidDataException($"{folder.SnapshotPath(snapshot.Value)} is damaged at byte {read.Length}.");
    }

    private void Next()
    {
        var next = LogFile.Create(_folder.LogPath(_number + 1));
        _file.Dispose();
        (_file, _number, _closedBytes) = (next, _number + 1, 0);
        _folder.Flush();
    }

    private void Compact(long upTo)
    {
        try
        {
            using var engine = Engine.Start(_loggers);
            var texts = new ScriptTexts();
            Restore(_folder, _folder.Snapshot, engine, texts);
            foreach (var number in _folder.Logs.Where(number => number <= upTo))
            {
                LogRead.Replay(_folder.LogPath(number), engine, texts);
            }

            Interlocked.Exchange(ref _snapshotBytes, Snapshot.Write(engine, _folder, upTo));
            _folder.Clean();
            Compacted(_snapshotBytes);
        }
        catch (Exception exception)
        {
            // Nothing is lost: the logs still count, and the next one that has grown is another try.
            NotCompacted(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of {Path} was torn by a crash and is cut at byte {Length}; nothing of it was answered")]
    private partial void Torn(string path, long length);

    [LoggerMessage(Level = LogLevel.Information, Message = "The embedded store's log is compacted to {Bytes} bytes")]
    private partial void Compacted(long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "The embedded store's log could not be compacted; it goes on growing until the next try")]
    private partial void NotCompacted(Exception exception);
}
