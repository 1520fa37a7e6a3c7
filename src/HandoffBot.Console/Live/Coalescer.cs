namespace HandoffBot.Console.Live;

/// <summary>
/// Turns any number of wishes into as few runs as give every wish a run that began after it: at most one in flight and one pending.
/// </summary>
public sealed class Coalescer(Func<Task> run)
{
    private readonly Lock _gate = new();
    private bool _isPending;
    private Task? _running;

    /// <summary>Ends when a run that began after this call has ended.</summary>
    public Task RequestAsync()
    {
        lock (_gate)
        {
            if (_running is { IsCompleted: false })
            {
                _isPending = true;
                return _running;
            }

            return _running = RunAsync();
        }
    }

    private async Task RunAsync()
    {
        // Leaves the caller's lock before the work begins.
        await Task.Yield();
        bool again;
        do
        {
            await run();
            lock (_gate)
            {
                again = _isPending;
                _isPending = false;
            }
        }
        while (again);
    }
}
