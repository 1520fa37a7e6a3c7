using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Reports;

/// <summary>Figures for operations, counted in the same atomic steps as the changes they count.</summary>
public interface IReportStore
{
    /// <summary>Counters summed over the hours from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive).</summary>
    /// <param name="by">A dimension, or <c>hour</c>.</param>
    Task<Counts> CountAsync(DateTimeOffset from, DateTimeOffset to, string? by);

    /// <summary>Seconds from enqueue to the first person's accept, for handoffs answered in the interval.</summary>
    Task<IReadOnlyList<long>> ReadTimesToHumanAsync(DateTimeOffset from, DateTimeOffset to);

    /// <summary>How the waits that customers were told compare with those they had, for handoffs answered in the interval.</summary>
    Task<EstimateCounts> CountEstimatesAsync(DateTimeOffset from, DateTimeOffset to);

    /// <summary>Where every handoff opened on a day is now, from the day's counters and, for the open ones, from the live handoffs.</summary>
    Task<Ledger> ReadLedgerAsync(DateOnly day);

    /// <summary>Handoffs opened from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), in no order, at most <see cref="Limits.ExportedHandoffs"/>; read a page at a time.</summary>
    IAsyncEnumerable<Handoff> ReadHandoffsAsync(DateTimeOffset from, DateTimeOffset to);

    /// <summary>How many live handoffs are in each state.</summary>
    Task<LiveCounts> CountLiveAsync();
}

/// <param name="Groups">By key of the dimension asked for; empty without one.</param>
public sealed record Counts(long Conversations, long HandedOff, long Closed, long Withdrawn, IReadOnlyDictionary<string, GroupCount> Groups);

public sealed record GroupCount(long Conversations, long HandedOff);

/// <summary>Opened = answered + withdrawn + follow-up owed + open. The difference is computed, not assumed (promise G9).</summary>
public sealed record Ledger(long Opened, long Answered, long Withdrawn, long FollowUpOwed, long Open)
{
    public long Difference => Opened - Answered - Withdrawn - FollowUpOwed - Open;
}

/// <summary>Waits that were told as a range, by what they came to.</summary>
/// <param name="Sooner">A person came before the range.</param>
public readonly record struct EstimateCounts(long Within, long Sooner, long Later)
{
    public long Total => Within + Sooner + Later;
}

public sealed record LiveCounts(long Waiting, long Offered, long Held);
