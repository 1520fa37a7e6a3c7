using System.Diagnostics;
using System.Net.Sockets;

namespace HandoffBot.Server.Drill;

/// <summary>A redis-server of the drill, which writes every command to disk before it answers.</summary>
internal sealed class DrillRedis : IDisposable
{
    private readonly ChildProcess _process;

    private DrillRedis(string folder)
    {
        Directory.CreateDirectory(folder);
        Port = FreePort.Find();
        string[] arguments = ["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", folder, "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--maxmemory-policy", "noeviction"];
        _process = new ChildProcess(new ProcessStartInfo(Program, arguments), Path.Combine(folder, "redis.log"));
    }

    public const string Program = "redis-server";

    public int Port { get; }

    public static bool IsInstalled =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    public static async Task<DrillRedis> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var redis = new DrillRedis(folder);
        redis._process.Start();
        await redis.AnswersAsync(cancellationToken);
        return redis;
    }

    public void Freeze() => _process.Freeze();

    public void Thaw() => _process.Thaw();

    public void Kill() => _process.Kill();

    public void Start() => _process.Start();

    public void Dispose() => _process.Dispose();

    private async Task AnswersAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync("127.0.0.1", Port, cancellationToken);
                return;
            }
            catch (SocketException) when (_process.IsRunning)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            }
        }
    }
}
