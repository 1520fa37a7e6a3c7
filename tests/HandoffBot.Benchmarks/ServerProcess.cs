using System.Diagnostics;
using System.Reflection;
using HandoffBot.Tests;

namespace HandoffBot.Benchmarks;

/// <summary>The built server as a process of its own, so that its CPU time is only its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServerProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <param name="redis">host:port, or empty for the embedded store.</param>
    /// <param name="folder">The server's own data folder.</param>
    /// <exception cref="InvalidOperationException">It did not become ready.</exception>
    public static async Task<ServerProcess> StartAsync(string redis, string folder)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var program = typeof(ServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ServerProgram").Value!;
        string[] arguments = [program, $"--urls={url}", $"--Store:Path={folder}", $"--Redis:Connection={redis}", $"--Redis:Prefix=bench-{Path.GetFileName(folder)[^6..]}"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var server = new ServerProcess(process, url);
        try
        {
            await server.BecomeReadyAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task BecomeReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Url };
        var started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(http))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > StartsWithin)
            {
                throw new InvalidOperationException("The server did not become ready; what it said stands above.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("health/ready", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
