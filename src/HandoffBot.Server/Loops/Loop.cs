namespace HandoffBot.Server.Loops;

/// <summary>
/// Something that is looked after again and again. A failed pass is logged and tried again, with growing pauses; the loop itself ends with the process only,
/// and shows when it last ran through. Every node runs every loop: a pass must be harmless beside another node's.
/// </summary>
internal abstract partial class Loop(string name, TimeSpan period, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Missing this many periods, and at least half a minute, is unhealthy.</summary>
    private const int PeriodsMissed = 10;

    private readonly DateTimeOffset _created = time.GetUtcNow();
    private int _failures;

    public string Name { get; } = name;

    /// <summary>When a pass last ran through; null before the first.</summary>
    public DateTimeOffset? LastSuccess { get; private set; }

    /// <summary>Since the last success; since the start before the first.</summary>
    public TimeSpan Age => time.GetUtcNow() - (LastSuccess ?? _created);

    public bool IsHealthy => Age < Max(TimeSpan.FromSeconds(30), period * PeriodsMissed);

    /// <summary>One pass.</summary>
    public abstract Task PassAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PassAsync(stoppingToken);
                Succeeded();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(exception);
            }

            try
            {
                await Task.Delay(Pause(), time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Deals with each item although others fail; a failure counts against the pass.</summary>
    protected async Task EachAsync<T>(IEnumerable<T> items, Func<T, Task> dealWith, CancellationToken cancellationToken)
    {
        Exception? last = null;
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await dealWith(item);
            }
            catch (Exception exception)
            {
                ItemFailed(exception, Name);
                last = exception;
            }
        }

        if (last is not null)
        {
            throw new InvalidOperationException($"At least one item of {Name} failed.", last);
        }
    }

    private void Succeeded()
    {
        if (_failures > 0)
        {
            RunsAgain(Name, _failures);
        }

        _failures = 0;
        LastSuccess = time.GetUtcNow();
    }

    private void Failed(Exception exception)
    {
        // One line when it begins: a store that is away for an hour must not fill the disk.
        if (_failures++ == 0)
        {
            PassFailed(exception, Name);
        }
    }

    /// <summary>The period, doubled with each failure, with up to a quarter more so that nodes do not move in step.</summary>
    private TimeSpan Pause()
    {
        var pause = _failures == 0 ? period : Min(Max(LongestPause, period), period * Math.Pow(2, Math.Min(_failures, 10)));
        return pause * (1 + (Random.Shared.NextDouble() / 4));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(Level = LogLevel.Error, Message = "A pass of {Loop} failed; it is tried again")]
    private partial void PassFailed(Exception exception, string loop);

    [LoggerMessage(Level = LogLevel.Error, Message = "An item of {Loop} failed; the others go on")]
    private partial void ItemFailed(Exception exception, string loop);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Loop} runs again after {Failures} failed passes")]
    private partial void RunsAgain(string loop, int failures);
}
