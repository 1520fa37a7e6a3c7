namespace HandoffBot.Contracts.Ops;

/// <summary><c>GET /api/ops/summary?from=&amp;to=&amp;by=</c>.</summary>
/// <param name="EscalationRate">Handed off divided by conversations, 0 to 1; 0 when there were none.</param>
public sealed record OpsSummary(
    DateTimeOffset From,
    DateTimeOffset To,
    long Conversations,
    long HandedOff,
    double EscalationRate,
    long Waiting,
    long Offered,
    long Held,
    long Closed,
    PercentileView TimeToHumanSeconds,
    long AbandonedWaiting,
    IReadOnlyList<GroupView> Groups)
{
    public EstimatesView Estimates { get; init; } = new(0, 0, 0);
}

/// <summary>Handoffs answered in the period whose customer had been told a range of minutes to wait.</summary>
/// <param name="Within">Their wait lay in the range.</param>
/// <param name="Sooner">A person came before it.</param>
/// <param name="Later">A person came after it.</param>
public sealed record EstimatesView(long Within, long Sooner, long Later);

/// <summary>Seconds; null when there is no sample.</summary>
public sealed record PercentileView(double? P50, double? P90, double? P95, double? P99);

public sealed record GroupView(string Key, long Conversations, long HandedOff, double EscalationRate);
