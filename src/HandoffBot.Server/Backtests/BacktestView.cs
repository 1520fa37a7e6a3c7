namespace HandoffBot.Server.Backtests;

/// <summary>What <c>backtest --json</c> prints; the words are those of <see cref="Core.Backtests.BacktestReport"/>.</summary>
internal sealed record BacktestView(
    string Policy,
    DateTimeOffset From,
    DateTimeOffset To,
    bool ReadAnew,
    long Conversations,
    long Stretches,
    long Turns,
    long OnlyTried,
    long OnlyThen,
    long Earlier,
    long Same,
    long Neither,
    long Approximate,
    long Unreadable,
    IReadOnlyList<BacktestHourView> Load,
    IReadOnlyList<BacktestExampleView> Examples);

internal sealed record BacktestHourView(DateTimeOffset At, long Then, long Tried);

/// <param name="Outcome"><c>onlyTried</c>, <c>onlyThen</c> or <c>earlier</c>.</param>
/// <param name="Words">The customer's; absent unless asked for.</param>
internal sealed record BacktestExampleView(string ConversationId, long Seq, DateTimeOffset At, string Outcome, BacktestDecisionView? Then, BacktestDecisionView? Tried, string? Words);

/// <param name="Rules">Rules of the policy that applied.</param>
internal sealed record BacktestDecisionView(string Kind, string? Skill, string? Priority, IReadOnlyList<string> Reasons, IReadOnlyList<string> Rules, string PolicyVersion);
