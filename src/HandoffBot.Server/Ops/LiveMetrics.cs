using System.Diagnostics.Metrics;
using HandoffBot.Core.Outages;
using HandoffBot.Server.Loops;
using HandoffBot.Server.Spool;

namespace HandoffBot.Server.Ops;

/// <summary>Gauges of the meter <c>HandoffBot</c>: live handoffs by state, how long ago each loop ran through, and whether the store is away.</summary>
internal sealed class LiveMetrics : IDisposable
{
    private readonly Meter _meter;

    public LiveMetrics(IMeterFactory meters, LiveFigures figures, IEnumerable<Loop> loops, SpoolFiles spool, IStorePulse pulse)
    {
        var running = loops.ToArray();
        _meter = meters.Create(TurnMetrics.MeterName);
        _meter.CreateObservableGauge("handoffbot.handoffs.live", () => Live(figures), "{handoff}", "Live handoffs, by state.");
        _meter.CreateObservableGauge("handoffbot.loop.success.age", () => running.Select(Age), "s", "Since a loop last ran through.");
        _meter.CreateObservableGauge("handoffbot.spool.messages", () => spool.Count, "{message}", "Messages on this node's disk that are not in the store yet.");
        _meter.CreateObservableGauge("handoffbot.store.away", () => pulse.IsAway ? 1 : 0, null, "1 while the store does not answer.");
    }

    public void Dispose() => _meter.Dispose();

    private static Measurement<long>[] Live(LiveFigures figures) => figures.Latest is { } live
        ? [Of("waiting", live.Waiting), Of("offered", live.Offered), Of("held", live.Held)]
        : [];

    private static Measurement<long> Of(string state, long count) => new(count, new KeyValuePair<string, object?>("state", state));

    private static Measurement<double> Age(Loop loop) => new(loop.Age.TotalSeconds, new KeyValuePair<string, object?>("loop", loop.Name));
}
