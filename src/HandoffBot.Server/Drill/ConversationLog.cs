using System.Collections.Concurrent;

namespace HandoffBot.Server.Drill;

/// <summary>What the clients of one conversation know of it.</summary>
internal sealed class ConversationLog(string id, string token)
{
    private volatile TaskCompletionSource _nudged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    /// <summary>Lets its customer in.</summary>
    public string Token => token;

    /// <summary>In the order in which they were said.</summary>
    public List<CustomerWord> Said { get; } = [];

    /// <summary>What the customer's client has shown so far.</summary>
    public List<HeardActivity> Heard { get; } = [];

    public ConcurrentQueue<AgentWord> AgentWords { get; } = new();

    /// <summary>There may be something new: saves the customer polling all the time.</summary>
    public void Nudge() => _nudged.TrySetResult();

    /// <summary>A nudge lost between two calls costs no more than the time given.</summary>
    public async Task NudgedAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        await Task.WhenAny(_nudged.Task, Task.Delay(atMost, TimeProvider.System, cancellationToken));
        _nudged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
