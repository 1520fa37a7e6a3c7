using HandoffBot.Core.Reports;

namespace HandoffBot.Server.Ops;

/// <summary>The latest live counts read from the store; null before the first reading.</summary>
internal sealed class LiveFigures
{
    private volatile LiveCounts? _latest;

    public LiveCounts? Latest
    {
        get => _latest;
        set => _latest = value;
    }
}
