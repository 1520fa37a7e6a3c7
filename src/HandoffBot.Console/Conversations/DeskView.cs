using HandoffBot.Console.Live;
using Microsoft.AspNetCore.Components;

namespace HandoffBot.Console.Conversations;

/// <summary>A component that shows something of the desk, renders again when that changes, and lets waits tick.</summary>
public abstract class DeskView : Ticking
{
    [Inject]
    protected Desk Desk { get; private set; } = null!;

    protected override TimeSpan Pace => TimeSpan.FromSeconds(5);

    public override void Dispose()
    {
        Desk.Changed -= OnDeskChanged;
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Desk.Changed += OnDeskChanged;
    }

    private void OnDeskChanged() => _ = InvokeAsync(StateHasChanged);
}
