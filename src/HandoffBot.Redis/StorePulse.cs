using HandoffBot.Core.Outages;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace HandoffBot.Redis;

/// <inheritdoc cref="IStorePulse"/>
/// <remarks>
/// A Redis that was killed refuses connections at once; a frozen one, or a cut network, answers nothing. Asking all the time finds out about both within
/// <see cref="AskEvery"/> + <see cref="AnswerWithin"/>, so that a customer who comes after that does not wait at all.
/// </remarks>
internal sealed partial class StorePulse(IDatabase database, Keys keys, TimeProvider time, ILogger<StorePulse> logger) : IStorePulse, IAsyncDisposable
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

    /// <summary>How Redis begins an error that passes: starting, failing over, no majority, a full disk or memory, too few replicas.</summary>
    private static readonly string[] Passing = ["LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "MISCONF", "OOM", "NOREPLICAS", "BUSY"];

    private readonly CancellationTokenSource _stopping = new();
    private Task _asking = Task.CompletedTask;
    private int _isDisposed;

    public bool IsAway { get; private set; }

    public bool HasAnswered { get; private set; }

    public DateTimeOffset? Changed { get; private set; }

    public bool Explains(Exception exception) => exception switch
    {
        RedisConnectionException or TimeoutException => true,
        RedisServerException said => Array.Exists(Passing, error => said.Message.StartsWith(error, StringComparison.Ordinal) || said.Message.Contains("-" + error, StringComparison.Ordinal)),
        RedisException other => other.InnerException is { } inner && Explains(inner),
        ObjectDisposedException => _stopping.IsCancellationRequested,
        _ => false,
    };

    public void Start() => _asking = Task.Run(AskAsync);

    /// <summary>Comes twice: from the store it belongs to, and from the host that was given it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            await _stopping.CancelAsync();
            await _asking;
            _stopping.Dispose();
        }
    }

    private async Task AskAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Found(isAway: !await AnswersAsync());
            try
            {
                await Task.Delay(AskEvery, time, _stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>On a cluster one partition that answers is enough here: what lies in another one fails by itself.</summary>
    private async Task<bool> AnswersAsync()
    {
        var answers = keys.All.Select(at => database.KeyExistsAsync(at.Handoffs)).ToList();
        try
        {
            while (answers.Count > 0)
            {
                var first = await Task.WhenAny(answers).WaitAsync(AnswerWithin, time, _stopping.Token);
                if (first.IsCompletedSuccessfully)
                {
                    return true;
                }

                _ = first.Exception;
                answers.Remove(first);
            }
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // No answer in time is the answer.
        }

        foreach (var late in answers)
        {
            _ = late.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        return false;
    }

    private void Found(bool isAway)
    {
        HasAnswered |= !isAway;
        if (isAway == IsAway)
        {
            return;
        }

        IsAway = isAway;
        Changed = time.GetUtcNow();
        if (isAway)
        {
            Away();
        }
        else
        {
            Back();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The store does not answer; customers' messages are kept on this node's disk until it does")]
    private partial void Away();

    [LoggerMessage(Level = LogLevel.Information, Message = "The store answers again")]
    private partial void Back();
}
