using System.Diagnostics.Metrics;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;
using HandoffBot.Server.Agents;

namespace HandoffBot.Server.Ops;

/// <summary>Counts and times turns, in the meter <c>HandoffBot</c>.</summary>
internal sealed class TurnMetrics : ITurnObserver, IDisposable
{
    public const string MeterName = "HandoffBot";

    private readonly Meter _meter;
    private readonly Counter<long> _received;
    private readonly Counter<long> _decided;
    private readonly Counter<long> _opened;
    private readonly Histogram<double> _duration;

    public TurnMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _received = _meter.CreateCounter<long>("handoffbot.turns.received", "{turn}", "Customer turns recorded.");
        _decided = _meter.CreateCounter<long>("handoffbot.decisions", "{decision}", "Decisions on customer turns.");
        _opened = _meter.CreateCounter<long>("handoffbot.handoffs.opened", "{handoff}", "Handoffs opened, by weightiest reason.");
        _duration = _meter.CreateHistogram(
            "handoffbot.turn.duration",
            "s",
            "From recording a customer's turn to committing what was decided on it.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
    }

    public void Received(ChannelAddress address) => _received.Add(1, new KeyValuePair<string, object?>("channel", address.Channel));

    public void Decided(IReadOnlyList<DecisionRecord> decisions, NewHandoff? handoff, TimeSpan took)
    {
        foreach (var record in decisions)
        {
            _decided.Add(1, new KeyValuePair<string, object?>("kind", PublicName.Of(record.Decision.Kind)));
        }

        if (handoff is not null)
        {
            _opened.Add(1, new KeyValuePair<string, object?>("reason", PublicName.Of(handoff.Reasons[0].Code)));
        }

        _duration.Record(took.TotalSeconds);
    }

    public void Dispose() => _meter.Dispose();
}
