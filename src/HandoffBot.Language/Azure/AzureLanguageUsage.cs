using System.Diagnostics.Metrics;

namespace HandoffBot.Language.Azure;

/// <summary>What was asked of the service and what is paid for, in the meter <see cref="MeterName"/>.</summary>
public sealed class AzureLanguageUsage : IDisposable
{
    public const string MeterName = "HandoffBot.AzureLanguage";

    private readonly Meter _meter;
    private readonly Counter<long> _recordsCounted;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly CircuitBreaker _circuit;
    private long _textRecords;
    private long _withoutAnswer;

    internal AzureLanguageUsage(IMeterFactory meters, CircuitBreaker circuit)
    {
        _circuit = circuit;
        _meter = meters.Create(MeterName);
        _recordsCounted = _meter.CreateCounter<long>("handoffbot.azure_language.text_records", "{record}", "Text records (1,000 characters of a document, rounded up) in answered requests, by analysis: what is paid for.");
        _requests = _meter.CreateCounter<long>("handoffbot.azure_language.requests", "{request}", "Requests by outcome; not_sent while the circuit is open.");
        _duration = _meter.CreateHistogram("handoffbot.azure_language.duration", "s", "What answered requests took.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2] });
        _meter.CreateObservableGauge("handoffbot.azure_language.circuit_open", () => Circuit == CircuitState.Closed ? 0 : 1, null, "1 while nothing, or only a probe, is sent.");
    }

    /// <summary>Since the process started, all analyses together.</summary>
    public long TextRecords => Volatile.Read(ref _textRecords);

    /// <summary>Requests since the process started that failed, were late or were not sent.</summary>
    public long WithoutAnswer => Volatile.Read(ref _withoutAnswer);

    public CircuitState Circuit => _circuit.State;

    public void Dispose() => _meter.Dispose();

    internal void Answered(string analysis, long textRecords, TimeSpan took)
    {
        Interlocked.Add(ref _textRecords, textRecords);
        _recordsCounted.Add(textRecords, new KeyValuePair<string, object?>("analysis", analysis));
        Count(RequestOutcome.Answered);
        _duration.Record(took.TotalSeconds);
    }

    internal void NotAnswered(RequestOutcome outcome)
    {
        Interlocked.Increment(ref _withoutAnswer);
        Count(outcome);
    }

    private void Count(RequestOutcome outcome) => _requests.Add(1, new KeyValuePair<string, object?>("outcome", outcome switch
    {
        RequestOutcome.Answered => "answered",
        RequestOutcome.Failed => "failed",
        RequestOutcome.Late => "late",
        _ => "not_sent",
    }));
}
