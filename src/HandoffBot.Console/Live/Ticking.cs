using Microsoft.AspNetCore.Components;

namespace HandoffBot.Console.Live;

/// <summary>A component that shows passing time and so renders again at a steady pace.</summary>
public abstract class Ticking : ComponentBase, IDisposable
{
    private ITimer? _timer;

    [Inject]
    protected TimeProvider Time { get; private set; } = null!;

    protected virtual TimeSpan Pace => TimeSpan.FromSeconds(1);

    public virtual void Dispose()
    {
        _timer?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() =>
        _timer = Time.CreateTimer(_ => _ = InvokeAsync(OnTickAsync), null, Pace, Pace);

    /// <summary>Renders; a component that has more to do at each tick overrides it.</summary>
    protected virtual Task OnTickAsync()
    {
        StateHasChanged();
        return Task.CompletedTask;
    }
}
