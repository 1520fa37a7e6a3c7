using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Garnet;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Redis.Embedded;

/// <summary>
/// A Redis-compatible store (Microsoft Garnet) inside this process, on a loopback port with a password of its own, its data in a folder. Every write is on disk before
/// it is answered.
/// </summary>
internal sealed class EmbeddedStore : IDisposable
{
    private const int ThreadsNeeded = 32;

    private readonly FileStream _lock;
    private readonly GarnetServer _server;

    private EmbeddedStore(FileStream folderLock, GarnetServer server, string connection)
    {
        (_lock, _server, Connection) = (folderLock, server, connection);
    }

    /// <summary>Connection string for a client in this process.</summary>
    public string Connection { get; }

    /// <exception cref="IOException">Another process uses the folder.</exception>
    public static EmbeddedStore Start(string folder, ILoggerFactory loggers)
    {
        Directory.CreateDirectory(folder);
        var folderLock = Lock(folder);
        try
        {
            var (port, password) = (FreePort(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
            var server = new GarnetServer(
            [
                "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--auth", "Password", "--password", password,
                "--checkpointdir", folder, "--recover",
                // Commit with every write, and answer only when it is on disk.
                "--aof", "--aof-commit-freq", "0", "--aof-commit-wait",
                // Without the transaction mode scripts would not be atomic.
                "--lua", "--lua-transaction-mode", "-q",
                // The native device needs a library that plain systems lack.
                "--device-type", "RandomAccess",
            ],
            loggers);
            LetThreadsBlock();
            server.Start();
            return new EmbeddedStore(folderLock, server, $"127.0.0.1:{port},password={password}");
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        _lock.Dispose();
    }

    /// <summary>The store's sessions hold a thread of the pool while they wait for the disk; with as few threads as a small machine starts with, they would wait for each other.</summary>
    private static void LetThreadsBlock()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, ThreadsNeeded), completions);
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
