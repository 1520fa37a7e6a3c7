using System.Globalization;
using HandoffBot.Core.Audit;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Handoffs;
using HandoffBot.Redis.Reports;
using StackExchange.Redis;

namespace HandoffBot.Redis.Audit;

/// <summary>Counts a day a second time, over the states of its handoffs, and holds the sums against the counters that were raised with each change.</summary>
internal sealed class Reconciler(IDatabase database, Keys keys, TimeProvider time)
{
    private const int Attempts = 3;

    public async Task<Reconciliation?> ReconcileAsync(DateOnly day)
    {
        if (await FindAsync(day) is { } kept)
        {
            return kept;
        }

        var field = Field(day);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = await CountAsync(day);
            var recorded = await ReadAsync(field);
            // Work goes on beside it: only a day whose counters stood still meanwhile has been counted twice.
            if (await CountAsync(day) == before)
            {
                var result = new Reconciliation(day, time.GetUtcNow(), new Twice(before.Opened, recorded.Opened), new Twice(before.Answered, recorded.Answered), new Twice(before.Ended, recorded.Ended));
                await database.HashSetAsync(keys.First.Reconciled, field, Records.Write(result, StoreJson.Default.StoredReconciliation));
                return result;
            }
        }

        return null;
    }

    public async Task<Reconciliation?> FindAsync(DateOnly day) =>
        await database.HashGetAsync(keys.First.Reconciled, Field(day)) is { IsNull: false } kept ? Records.Read(kept, StoreJson.Default.StoredReconciliation) : null;

    private static string Field(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private async Task<Sums> CountAsync(DateOnly day)
    {
        var parts = await Task.WhenAll(keys.All.Select(at => DayCounters.ReadAsync(database, at, day)));
        return new Sums(parts.Sum(part => part.Opened), parts.Sum(part => part.Answered), parts.Sum(part => part.Withdrawn + part.FollowUpOwed));
    }

    private async Task<Sums> ReadAsync(string day)
    {
        var sums = new Sums(0, 0, 0);
        foreach (var at in keys.All)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var pages = new HashPages(database, at.Handoffs);
            do
            {
                // A scan may show a field twice.
                foreach (var entry in (await pages.NextAsync()).Where(entry => HandoffFields.IsState(entry.Name)))
                {
                    if (HandoffRecord.TryReadAccount(entry.Value) is { } account && account.Day == day && seen.Add(entry.Name!))
                    {
                        sums = new Sums(sums.Opened + 1, sums.Answered + (account.IsAnswered ? 1 : 0), sums.Ended + (account is { IsAnswered: false, State: HandoffState.Closed } ? 1 : 0));
                    }
                }
            }
            while (!pages.IsAtStart);
        }

        return sums;
    }

    private readonly record struct Sums(long Opened, long Answered, long Ended);
}
