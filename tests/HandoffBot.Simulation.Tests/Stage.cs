using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace HandoffBot.Simulation.Tests;

/// <summary>
/// Where everything happens: one thread, one clock that only the stage moves, and one source of chance. Whoever is on it runs until it waits for the store or for time;
/// then the stage draws who goes on. The same seed draws the same play.
/// </summary>
internal sealed class Stage(int seed) : SynchronizationContext
{
    private const int StepsRemembered = 80;

    private readonly List<Step> _open = [];
    private readonly PriorityQueue<(Life Life, TaskCompletionSource Wakes), (DateTimeOffset At, long Order)> _sleeping = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private readonly Queue<string> _trace = new();
    private long _order;
    private Exception? _failure;

    public Random Random { get; } = new(seed);

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000));

    public int Steps { get; private set; }

    /// <summary>Off at the end of a play, when all must come to a good end.</summary>
    public bool HasFaults { get; set; } = true;

    /// <summary>The last steps, for a person who looks into a failure.</summary>
    public string Trace => string.Join('\n', _trace);

    /// <summary>Equal for equal plays.</summary>
    public int Digest { get; private set; }

    public bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>A task ends when the stage has come to it.</summary>
    public Task SleepAsync(Life life, TimeSpan time)
    {
        var wakes = new TaskCompletionSource();
        _sleeping.Enqueue((life, wakes), (Time.GetUtcNow() + time, _order++));
        return wakes.Task;
    }

    /// <summary>A person, a loop or a reply: if it fails in a way that nobody expects, the play ends.</summary>
    public void Watch(Task running) => running.ContinueWith(done => _failure ??= done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>Something that will happen at one instant, in whatever order the stage draws.</summary>
    public void Open(Life life, string what, Action happen) => _open.Add(new Step(life, what, happen));

    public void Note(string what)
    {
        foreach (var letter in what)
        {
            Digest = unchecked((Digest * 31) + letter);
        }

        _trace.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{Steps,6} {Time.GetUtcNow():HH:mm:ss.fff} {what}"));
        if (_trace.Count > StepsRemembered)
        {
            _trace.Dequeue();
        }
    }

    /// <summary>Plays on until the condition is met.</summary>
    public void Play(Func<bool> until)
    {
        while (!until())
        {
            Steps++;
            while (_posted.TryDequeue(out var posted))
            {
                posted.Callback(posted.State);
            }

            if (_failure is not null)
            {
                throw _failure;
            }

            _open.RemoveAll(step => !step.Life.IsAlive);
            // Two things never happen in the same millisecond: their order would rest on ids, which are random.
            Time.Advance(TimeSpan.FromMilliseconds(1 + Random.Next(_open.Count > 0 ? 4 : 40)));
            if (_sleeping.TryPeek(out _, out var next) && (next.At <= Time.GetUtcNow() || _open.Count == 0))
            {
                if (next.At > Time.GetUtcNow())
                {
                    Time.Advance(next.At - Time.GetUtcNow());
                }

                var (life, wakes) = _sleeping.Dequeue();
                if (life.IsAlive)
                {
                    wakes.SetResult();
                }
            }
            else if (_open.Count > 0)
            {
                var step = _open[Random.Next(_open.Count)];
                _open.Remove(step);
                step.Happen();
            }
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_posted)
        {
            _posted.Enqueue((d, state));
        }
    }

    private sealed record Step(Life Life, string What, Action Happen);
}

/// <summary>One run of a process, or of a person's day: what is dead is never woken again.</summary>
internal sealed class Life(string name)
{
    private readonly List<Action> _atEnd = [];

    public string Name { get; } = name;

    public bool IsAlive { get; private set; } = true;

    /// <summary>Whoever waits for an answer from here learns that none will come.</summary>
    public void AtEnd(Action action) => _atEnd.Add(action);

    public void End()
    {
        IsAlive = false;
        _atEnd.ForEach(action => action());
    }
}
