using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HandoffBot.Tests;

namespace HandoffBot.Redis.Tests;

/// <summary>A real redis-server that writes every command to disk before it answers, on a free loopback port with its own folder.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("handoffbot-redis-").FullName;
    private readonly string[] _more;
    private readonly ConcurrentQueue<string> _printed = new();
    private Process _process;

    /// <param name="more">Further arguments of redis-server.</param>
    public RedisServer(params string[] more)
    {
        _more = more;
        Port = FreePort.Find();
        _process = Start();
    }

    public int Port { get; }

    public string Connection => $"127.0.0.1:{Port}";

    public static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "redis-server")));

    public void KillAndRestart()
    {
        Kill();
        Restart();
    }

    /// <summary>After <see cref="Kill"/>, on the same data and port.</summary>
    public void Restart()
    {
        _process.Dispose();
        _process = Start();
    }

    /// <summary>Holds the process as it is: connections stay open and nothing answers.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Returns when it listens.</summary>
    /// <exception cref="OperationCanceledException">It does not.</exception>
    /// <exception cref="InvalidOperationException">It has ended; what it printed is in the message.</exception>
    public async Task ListensAsync(CancellationToken deadline)
    {
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Port, deadline);
                return;
            }
            catch (SocketException)
            {
                if (_process.HasExited)
                {
                    throw new InvalidOperationException($"redis-server on port {Port} ended: {string.Join('\n', _printed)}");
                }

                await Task.Delay(20, deadline);
            }
        }
    }

    /// <summary>As by power loss. Harmless when it is dead.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, $"{_process.Id}"]);
        kill.WaitForExit();
        if (kill.ExitCode != 0)
        {
            throw new InvalidOperationException($"redis-server {_process.Id} took no {signal}.");
        }
    }

    private Process Start()
    {
        string[] arguments = ["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _folder, "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--maxmemory-policy", "noeviction", .. _more];
        var process = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, line) => _printed.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        return process;
    }
}
