namespace HandoffBot.Contracts.Ops;

/// <summary><c>GET /api/ops/ledger?date=</c>: opened = answered + withdrawn + follow-up owed + open; the difference must be 0.</summary>
public sealed record LedgerView(DateOnly Date, long Opened, long Answered, long Withdrawn, long FollowUpOwed, long Open, long Difference);
