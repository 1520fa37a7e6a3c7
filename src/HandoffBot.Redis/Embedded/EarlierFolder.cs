using Microsoft.Extensions.Logging;

namespace HandoffBot.Redis.Embedded;

/// <summary>The store's folder as versions before this log left it: Garnet's own log. It is read once; the first snapshot is made of it.</summary>
internal static class EarlierFolder
{
    /// <summary>Leaves the old files alone; they no longer count and can be deleted.</summary>
    public static void Take(LogFolder folder, ILoggerFactory loggers)
    {
        if (folder.Snapshot is not null || folder.Logs.Count > 0 || !Directory.Exists(Path.Combine(folder.Path, "AOF")))
        {
            return;
        }

        using var engine = Engine.Recover(folder.Path, loggers);
        Snapshot.Write(engine, folder, 1);
    }
}
