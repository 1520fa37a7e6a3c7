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
    IReadOnlyList<GroupView> Groups);

/// <summary>Seconds; null when there is no sample.</summary>
public sealed record PercentileView(double? P50, double? P90, double? P95, double? P99);

public sealed record GroupView(string Key, long Conversations, long HandedOff, double EscalationRate);
