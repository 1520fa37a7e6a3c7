using System.Text.Json;
using HandoffBot.Contracts;
using HandoffBot.Contracts.Agents;
using Microsoft.JSInterop;

namespace HandoffBot.Console.Live;

/// <summary>What the browser tells us while the console is open: nudges, beats, the connection, and whether anybody can see the page.</summary>
public sealed class LiveFeed(IJSRuntime js) : IAsyncDisposable
{
    private DotNetObjectReference<LiveFeed>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _stream;

    public ConnectionState Connection { get; private set; } = ConnectionState.Connecting;

    public bool IsVisible { get; private set; } = true;

    public event Func<AgentEvent, Task>? Nudged;

    /// <summary>The stream is open, for the first time or again: nudges may have been missed.</summary>
    public event Func<Task>? Connected;

    /// <summary>Every 15 s, for leases.</summary>
    public event Func<Task>? RenewDue;

    /// <summary>Every 20 s, in case a nudge was lost.</summary>
    public event Func<Task>? PollDue;

    public event Action? Changed;

    public async Task StartAsync()
    {
        if (_module is not null)
        {
            return;
        }

        _self = DotNetObjectReference.Create(this);
        _module = await js.InvokeAsync<IJSObjectReference>("import", "/app/live.js");
        _stream = await _module.InvokeAsync<IJSObjectReference>("start", _self);
    }

    [JSInvokable]
    public Task OnNudgeAsync(string data) =>
        JsonSerializer.Deserialize(data, ContractsJson.Default.AgentEvent) is { } nudge && Nudged is { } nudged ? nudged(nudge) : Task.CompletedTask;

    [JSInvokable]
    public Task OnConnectionAsync(string state)
    {
        Connection = Enum.Parse<ConnectionState>(state);
        Changed?.Invoke();
        return Connection == ConnectionState.Live && Connected is { } connected ? connected() : Task.CompletedTask;
    }

    [JSInvokable]
    public Task OnBeatAsync(string beat) => (beat == "renew" ? RenewDue : PollDue)?.Invoke() ?? Task.CompletedTask;

    [JSInvokable]
    public Task OnVisibleAsync(bool isVisible)
    {
        IsVisible = isVisible;
        Changed?.Invoke();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
        {
            await _stream.InvokeVoidAsync("stop");
            await _stream.DisposeAsync();
        }

        if (_module is not null)
        {
            await _module.DisposeAsync();
        }

        _self?.Dispose();
    }
}
