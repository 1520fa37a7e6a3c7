using System.Net;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace HandoffBot.Redis.Embedded;

/// <summary>
/// A Redis-compatible store inside this process, its data in a folder: an engine in memory, a log of the commands that change it, and a loop that answers a command when it is in that
/// log on disk. A change is there as a whole after a crash or not at all, since a script is one command.
/// </summary>
internal sealed class EmbeddedStore : IAsyncDisposable
{
    /// <summary>A log of this size is read in about a second.</summary>
    private const long CompactAfter = 64 * 1024 * 1024;

    private readonly FileStream _lock;
    private readonly Engine _engine;

    private EmbeddedStore(FileStream folderLock, Engine engine, CommandLog log, CommandLoop loop) => (_lock, _engine, Log, Loop) = (folderLock, engine, log, loop);

    internal CommandLog Log { get; }

    private CommandLoop Loop { get; }

    /// <summary>For clients in this process; there is no other way in.</summary>
    public ConfigurationOptions Configuration => new()
    {
        // Never dialled: the tunnel needs none.
        EndPoints = { new IPEndPoint(IPAddress.Loopback, 6379) },
        Tunnel = new InProcessTunnel(Loop),
        Protocol = RedisProtocol.Resp2,
        // Both serve to follow a Redis that fails over.
        TieBreaker = "",
        ConfigurationChannel = "",
    };

    /// <exception cref="IOException">Another process uses the folder.</exception>
    /// <exception cref="InvalidDataException">The data is damaged, other than by a crash.</exception>
    public static EmbeddedStore Start(string folder, TimeProvider time, ILoggerFactory loggers, long compactAfter = CompactAfter)
    {
        Directory.CreateDirectory(folder);
        var folderLock = Lock(folder);
        Engine? engine = null;
        try
        {
            var (files, scripts) = (new LogFolder(folder), new ScriptTexts());
            EarlierFolder.Take(files, loggers);
            engine = Engine.Start(loggers);
            var log = CommandLog.Open(files, engine, scripts, compactAfter, loggers);
            return new EmbeddedStore(folderLock, engine, log, new CommandLoop(engine, log, scripts, time, loggers.CreateLogger<CommandLoop>()));
        }
        catch
        {
            engine?.Dispose();
            folderLock.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Loop.DisposeAsync();
        await Log.DisposeAsync();
        _engine.Dispose();
        await _lock.DisposeAsync();
    }

    private static FileStream Lock(string folder)
    {
        var path = Path.Combine(folder, "in-use");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException($"The store in {Path.GetFullPath(folder)} is used by another process. Stop it, or give this one its own folder with --Store:Path=…", exception);
        }
    }
}
