using System.Diagnostics;
using System.Net;

namespace HandoffBot.Server.Drill;

/// <summary>One server node of the drill: this program, as a process of its own with its own folder and port, which both outlive a kill.</summary>
internal sealed class DrillNode : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(2);

    private readonly ChildProcess _process;
    private readonly string _log;
    private int _starts;

    public DrillNode(int number, string folder, string signingKey, RedisProxy? proxy)
    {
        Directory.CreateDirectory(folder);
        Proxy = proxy;
        _log = Path.Combine(folder, "node.log");
        Name = $"node {number}";
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, ConnectTimeout = AnswersWithin }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(DrillNode).Assembly.Location, "serve"] : ["serve"];
        var start = new ProcessStartInfo(program, [.. self, $"--urls={address.GetLeftPart(UriPartial.Authority)}", $"--Store:Path={folder}", .. NodeOptions.Of(proxy)]) { WorkingDirectory = folder };
        start.Environment["Auth__SigningKey"] = signingKey;
        // Instrumenting code, and compiling it a second time after thirty calls, pays off in processes that live. These start every few seconds, and so with a third less work.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountThreshold"] = "500";
        _process = new ChildProcess(start, _log);
    }

    public string Name { get; }

    public HttpClient Http { get; }

    /// <summary>Its way to Redis; null on the embedded store.</summary>
    public RedisProxy? Proxy { get; }

    /// <summary>It has answered since it was started.</summary>
    public bool IsReady { get; private set; }

    public void Kill()
    {
        // A start that is still being waited for is over.
        Interlocked.Increment(ref _starts);
        IsReady = false;
        _process.Kill();
    }

    public void Freeze() => _process.Freeze();

    public void Thaw() => _process.Thaw();

    /// <summary>Starts it, and completes when it answers, whether or not it has its store.</summary>
    /// <exception cref="InvalidOperationException">It stopped by itself.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = Interlocked.Increment(ref _starts);
        _process.Start();
        while (start == _starts && !await AnswersAsync(cancellationToken))
        {
            if (start == _starts && !_process.IsRunning)
            {
                throw new InvalidOperationException($"{Name} stopped while it started; why stands in {_log}.");
            }

            await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
        }

        if (start == _starts)
        {
            IsReady = _process.IsRunning;
        }
    }

    public void Dispose()
    {
        _process.Dispose();
        Http.Dispose();
        Proxy?.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(AnswersWithin);
        try
        {
            using var response = await Http.GetAsync(new Uri("/health/live", UriKind.Relative), patience.Token);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
