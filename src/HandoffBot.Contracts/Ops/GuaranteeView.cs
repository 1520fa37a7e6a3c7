namespace HandoffBot.Contracts.Ops;

/// <summary>An item of <c>GET /api/ops/guarantees</c>.</summary>
/// <param name="Id"><c>G1</c> to <c>G10</c>.</param>
/// <param name="State"><c>kept</c>, <c>at_risk</c> or <c>broken</c>.</param>
/// <param name="Detail">What it is judged by.</param>
/// <param name="Since">When it came into this state, as far as anybody has looked.</param>
public sealed record GuaranteeView(string Id, string Title, string State, string Detail, DateTimeOffset Since);

/// <summary>An item of <c>GET /api/ops/findings</c>: something that must never be, latest first.</summary>
/// <param name="Kind">For example <c>owner_wrong</c>.</param>
/// <param name="Subject">The handoff, conversation, agent or day.</param>
/// <param name="RepairedAt">Null when it could not be put right without a person.</param>
public sealed record FindingView(string Kind, string Subject, string Detail, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset? RepairedAt);
