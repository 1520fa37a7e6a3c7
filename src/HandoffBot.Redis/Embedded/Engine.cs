using Garnet;
using Garnet.networking;
using Garnet.server;
using Microsoft.Extensions.Logging;
using Tsavorite.core;

namespace HandoffBot.Redis.Embedded;

/// <summary>
/// Microsoft Garnet in this process's memory, called without a network: one command in, its reply out. It forgets everything when it is disposed; what is to stay is the business of
/// <see cref="CommandLog"/>. For one caller at a time.
/// </summary>
internal sealed class Engine : IDisposable
{
    private readonly GarnetServer _server;
    private readonly IMessageConsumer _session;
    private readonly EngineReplies _replies = new();

    private Engine(GarnetServerOptions options, ILoggerFactory loggers)
    {
        var sessions = new EngineSessions();
        _server = new GarnetServer(options, loggers, [sessions]);
        _server.Start();
        _session = sessions.Begin(_replies);
    }

    public static Engine Start(ILoggerFactory loggers) => new(Options(), loggers);

    /// <summary>With what Garnet itself has kept in a folder; writes nothing there.</summary>
    public static Engine Recover(string folder, ILoggerFactory loggers)
    {
        var options = Options();
        (options.EnableAOF, options.Recover, options.CheckpointDir, options.FailOnRecoveryError) = (true, true, folder, true);
        // The native device needs a library that plain systems lack.
        options.DeviceType = DeviceType.RandomAccess;
        options.Initialize(loggers);
        return new Engine(options, loggers);
    }

    /// <summary>Runs one command (a RESP array of bulk strings) and returns its reply. The engine may write into <paramref name="command"/>.</summary>
    /// <exception cref="InvalidOperationException">It is not one whole command.</exception>
    public unsafe byte[] Run(Span<byte> command)
    {
        fixed (byte* at = command)
        {
            if (_session.TryConsumeMessages(at, command.Length) != command.Length)
            {
                throw new InvalidOperationException("The engine has not taken a command whole.");
            }
        }

        return _replies.Take();
    }

    public void Dispose()
    {
        (_session as IDisposable)?.Dispose();
        _server.Dispose();
    }

    private static GarnetServerOptions Options() => new(null)
    {
        EnableLua = true,
        // One session runs one command after the other: scripts need no locks to be atomic.
        LuaTransactionMode = false,
        LuaOptions = new LuaOptions(LuaMemoryManagementMode.Native, "", Timeout.InfiniteTimeSpan, LuaLoggingMode.Silent, [], null),
        // Pub/sub never gets here, see CommandLoop.
        DisablePubSub = true,
        // Address space, not memory: the engine may not push out old keys to make room for new ones.
        LogMemorySize = "1t",
        PageSize = "16m",
        QuietMode = true,
    };
}
