using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using HandoffBot.Tests;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>The built server as a process of its own: a free loopback port and a data folder, which both outlive a kill.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(90);

    private readonly string _folder = Directory.CreateTempSubdirectory("handoffbot-journey-").FullName;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _tokens = new();
    private readonly IReadOnlyDictionary<string, string> _variables;
    private readonly string[] _options;
    private Process _process;

    private ServerProcess(IReadOnlyDictionary<string, string> variables, string[] options)
    {
        Url = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        Http = Client();
        _variables = variables;
        _options = [$"--urls={Url.GetLeftPart(UriPartial.Authority)}", $"--Store:Path={_folder}", .. options];
        _process = Start();
    }

    public Uri Url { get; }

    /// <summary>Sends no cookies, follows no redirects.</summary>
    public HttpClient Http { get; }

    public string Log => string.Join('\n', _log);

    /// <param name="options">Configuration, as on the command line: <c>--Redis:Connection=host:port</c>.</param>
    public static Task<ServerProcess> StartAsync(params string[] options) => StartInAsync("Development", options);

    public static Task<ServerProcess> StartInAsync(string environment, params string[] options) =>
        StartWithAsync(new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = environment, ["DOTNET_ENVIRONMENT"] = environment }, options);

    /// <param name="variables">Environment of the process; a development one where it does not say.</param>
    public static async Task<ServerProcess> StartWithAsync(IReadOnlyDictionary<string, string> variables, params string[] options)
    {
        var server = new ServerProcess(variables, options);
        await server.ReadyAsync();
        return server;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Asks it to end, as systemd and Docker do.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Starts again on the same data and port.</summary>
    public async Task RestartAsync()
    {
        _log.Enqueue("-- restarted --");
        _process = Start();
        await ReadyAsync();
    }

    /// <summary>A bearer token by the command line, one per name and roles.</summary>
    public Task<string> TokenAsync(string name, params string[] roles) =>
        _tokens.GetOrAdd($"{name} {string.Join(' ', roles)}", _ => new Lazy<Task<string>>(() => NewTokenAsync(name, roles))).Value;

    /// <summary>The printed link, for a person of this name.</summary>
    public async Task<Uri> SignInLinkAsync(string name)
    {
        // The last one: each start prints a new one. It is printed just after the server began to answer.
        var link = await Poll.UntilAsync("the sign-in link", () => Task.FromResult(Log.Split("-- restarted --")[^1] is var log && SignInLine().Match(log) is { Success: true } line ? line.Groups[1].Value : null));
        return new Uri(NameInLink().Replace(link, $"&name={name}"));
    }

    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Url };

    /// <summary>Writes the log beside the result of a test that failed. Call it while the test is disposed of.</summary>
    public void ShowLogOfFailure()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"Log of the server at {Url}:\n{string.Join('\n', _log.TakeLast(80))}");
        }
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        Http.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Process Start()
    {
        var process = Process.Start(Command([]))!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _log.Enqueue(line);
        }
    }

    private Task ReadyAsync() => Poll.UntilAsync(
        "a server that is ready",
        async () =>
        {
            if (_process.HasExited)
            {
                _process.WaitForExit();
                Assert.Fail($"The server stopped with {_process.ExitCode}:\n{Log}");
            }

            try
            {
                using var response = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                return response.StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        ReadyWithin);

    private async Task<string> NewTokenAsync(string name, string[] roles)
    {
        using var process = Process.Start(Command(["token", "--name", name, .. roles.SelectMany(role => new[] { "--role", role })]))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"The token command failed: {output}{await errors}");
        return output.TrimEnd().Split('\n')[^1];
    }

    private ProcessStartInfo Command(string[] command)
    {
        var start = new ProcessStartInfo("dotnet", [Built.ServerProgram, .. command, .. _options]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in _variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    [GeneratedRegex(@"Sign in\s+(\S+)")]
    private static partial Regex SignInLine();

    [GeneratedRegex("&name=[^&]*")]
    private static partial Regex NameInLink();
}
