using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HandoffBot.Redis.Embedded;

/// <summary>
/// The embedded store's files: <c>snapshot-N</c> has everything that the logs up to N say, <c>log-N+1</c> and later ones what came after it. The newest snapshot counts; what is older
/// than it is left over from a compaction that was not finished, like every <c>*.tmp</c>.
/// </summary>
internal sealed partial class LogFolder(string path)
{
    private const string SnapshotPrefix = "snapshot-";
    private const string LogPrefix = "log-";
    private const string Unfinished = ".tmp";

    public string Path => path;

    /// <summary>Number of the newest snapshot; null when there is none.</summary>
    public long? Snapshot => Numbers(SnapshotPrefix) is [.., var newest] ? newest : null;

    /// <summary>Numbers of the logs that count, in order.</summary>
    /// <exception cref="InvalidDataException">One is missing between them.</exception>
    public IReadOnlyList<long> Logs
    {
        get
        {
            var first = (Snapshot ?? 0) + 1;
            var logs = Numbers(LogPrefix).Where(number => number >= first).ToList();
            for (var i = 0; i < logs.Count; i++)
            {
                if (logs[i] != first + i)
                {
                    throw new InvalidDataException($"The embedded store has lost a file: {LogPath(first + i)} is missing, {LogPath(logs[i])} is there. It does not start on a part of its data.");
                }
            }

            return logs;
        }
    }

    public string SnapshotPath(long number) => Name(SnapshotPrefix, number);

    public string LogPath(long number) => Name(LogPrefix, number);

    /// <summary>Where a snapshot is written until it is whole.</summary>
    public string UnfinishedPath(long number) => SnapshotPath(number) + Unfinished;

    /// <summary>From here on the snapshot counts, and the logs before it do not.</summary>
    public void Finish(long number)
    {
        File.Move(UnfinishedPath(number), SnapshotPath(number), overwrite: true);
        Flush();
    }

    /// <summary>Deletes what no longer counts.</summary>
    public void Clean()
    {
        if (Snapshot is not { } newest)
        {
            return;
        }

        foreach (var number in Numbers(SnapshotPrefix).Where(number => number < newest))
        {
            File.Delete(SnapshotPath(number));
        }

        foreach (var number in Numbers(LogPrefix).Where(number => number <= newest))
        {
            File.Delete(LogPath(number));
        }
    }

    /// <summary>Deletes snapshots that were not finished; at a start only, when nobody is writing one.</summary>
    public void Sweep()
    {
        foreach (var unfinished in Directory.EnumerateFiles(path, "*" + Unfinished))
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Brings the names of files to disk: a file that was flushed could else be gone after a power failure.</summary>
    public void Flush()
    {
        // Windows cannot flush a folder; NTFS logs names by itself.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = Open(path, 0);
        if (folder.IsInvalid || Sync(folder) != 0)
        {
            throw new IOException($"The folder {path} cannot be flushed: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    private string Name(string prefix, long number) => System.IO.Path.Combine(path, prefix + number.ToString("D12", CultureInfo.InvariantCulture));

    private List<long> Numbers(string prefix) =>
    [
        .. Directory.EnumerateFiles(path, prefix + "*")
            .Select(file => long.TryParse(System.IO.Path.GetFileName(file).AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0)
            .Order(),
    ];

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle folder);
}
