using Microsoft.JSInterop;

namespace HandoffBot.Console.Look;

/// <summary>Light or dark: the system's, or the person's own choice, kept in this browser.</summary>
public sealed class ThemeChoice(IJSRuntime js) : IAsyncDisposable
{
    private DotNetObjectReference<ThemeChoice>? _self;
    private IJSObjectReference? _module;

    public bool IsDark { get; private set; }

    public event Action? Changed;

    public async Task StartAsync()
    {
        _self = DotNetObjectReference.Create(this);
        _module = await js.InvokeAsync<IJSObjectReference>("import", "/app/theme.js");
        OnChanged(await _module.InvokeAsync<bool>("start", _self));
    }

    public async Task ToggleAsync()
    {
        if (_module is not null)
        {
            OnChanged(await _module.InvokeAsync<bool>("toggle"));
        }
    }

    [JSInvokable]
    public void OnChanged(bool isDark)
    {
        IsDark = isDark;
        Changed?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }

        _self?.Dispose();
    }
}
