using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Backtests;

/// <summary>
/// What another policy would have made of stored conversations. Counted are stretches: the turns from which on the bot had a conversation until it was handed off, or
/// until the last one; a conversation that came back to the bot has several.
/// </summary>
public sealed record BacktestReport
{
    /// <summary>Version of the policy that was tried.</summary>
    public required string Policy { get; init; }

    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }

    /// <summary>The turns were read by today's readers; else what was read at the time is decided on again.</summary>
    public required bool IsReadAnew { get; init; }

    public long Conversations { get; init; }
    public long Stretches { get; init; }
    public long Turns { get; init; }

    /// <summary>Stretches by outcome.</summary>
    public required IReadOnlyDictionary<BacktestOutcome, long> Outcomes { get; init; }

    /// <summary>Stretches in which the bot would have said something else before their end: what the customer would then have written is not known.</summary>
    public long Approximate { get; init; }

    /// <summary>Conversations that could not be read.</summary>
    public long Unreadable { get; init; }

    /// <summary>Handoffs by hour (UTC), in order; hours without any are left out.</summary>
    public required IReadOnlyList<HourLoad> Load { get; init; }

    /// <summary>A few of each outcome that is a difference.</summary>
    public required IReadOnlyList<BacktestExample> Examples { get; init; }
}

public enum BacktestOutcome
{
    /// <summary>The bot keeps it, then as now.</summary>
    Neither,

    /// <summary>Handed off with the same turn.</summary>
    Same,

    /// <summary>Handed off by both, by the policy that was tried with an earlier turn.</summary>
    Earlier,

    /// <summary>Was handed off and would not have been with that turn.</summary>
    OnlyThen,

    /// <summary>Would have been handed off and was not.</summary>
    OnlyTried,
}

public sealed record HourLoad(DateTimeOffset Hour, long Then, long Tried);

/// <summary>A stretch that differs.</summary>
/// <param name="Seq">The turn that is handed off.</param>
/// <param name="Then">What was decided on that turn.</param>
/// <param name="Tried">What would have been.</param>
/// <param name="Words">The customer's words; null unless asked for.</param>
public sealed record BacktestExample(ConversationId Conversation, long Seq, DateTimeOffset At, BacktestOutcome Outcome, Decision? Then, Decision? Tried, string? Words);
