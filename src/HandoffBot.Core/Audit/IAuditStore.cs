namespace HandoffBot.Core.Audit;

/// <summary>Checks what must always hold against what is stored, and puts right what can be put right without dropping anything.</summary>
public interface IAuditStore
{
    /// <summary>
    /// Checks the next few of everything; whoever calls again and again has checked it all. A suspicion counts only when one atomic script confirms it, so that work in
    /// progress raises no alarm.
    /// </summary>
    /// <returns>What was found for the first time.</returns>
    Task<IReadOnlyList<Finding>> CheckSomeAsync();

    /// <summary>Latest first, at most <see cref="Limits.FindingsShown"/>.</summary>
    Task<IReadOnlyList<Finding>> ListFindingsAsync();

    /// <summary>
    /// Counts a day's handoffs again from their records, keeps the result, and finds a difference to the day's counters. Once per day: the kept result is returned afterwards.
    /// Null while the day moves too fast to be counted.
    /// </summary>
    Task<Reconciliation?> ReconcileAsync(DateOnly day);

    /// <summary>The kept result of a day; null when it has not been counted again yet.</summary>
    Task<Reconciliation?> FindReconciliationAsync(DateOnly day);

    /// <summary>Replies whose deadline passed longer than <paramref name="ago"/> ago.</summary>
    Task<long> CountOverdueRepliesAsync(TimeSpan ago);

    /// <summary>Requests for a person that were decided on without a handoff, since an instant.</summary>
    Task<long> CountAskedInVainAsync(DateTimeOffset since);

    /// <summary>Keeps in which state each promise is.</summary>
    /// <returns>Since when, by promise.</returns>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> KeepStatesAsync(IReadOnlyDictionary<string, string> states);
}
