using System.Text.Json;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Audit;
using HandoffBot.Redis.Handoffs;
using StackExchange.Redis;

namespace HandoffBot.Redis.Reports;

/// <summary>Reads all handoffs of an interval, whatever their state, a page at a time, so that customers' work goes on beside it.</summary>
internal sealed class HandoffExport(IDatabase database, Keys keys)
{
    public async IAsyncEnumerable<Handoff> ReadAsync(DateTimeOffset from, DateTimeOffset to)
    {
        var (firstDay, lastDay) = (PartitionKeys.DayOf(from), PartitionKeys.DayOf(to));
        foreach (var at in keys.All)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var pages = new HashPages(database, at.Handoffs);
            do
            {
                // A scan may show a field twice.
                var page = (await pages.NextAsync()).Where(entry => HandoffFields.IsState(entry.Name) && HandoffRecord.TryReadAccount(entry.Value) is { } account
                    && string.CompareOrdinal(account.Day, firstDay) >= 0 && string.CompareOrdinal(account.Day, lastDay) <= 0 && seen.Add(entry.Name!)).ToArray();
                foreach (var handoff in await ReadPageAsync(at, page))
                {
                    if (handoff.Opened.EnqueuedAt >= from && handoff.Opened.EnqueuedAt < to)
                    {
                        yield return handoff;
                    }
                }
            }
            while (!pages.IsAtStart);
        }
    }

    private async Task<IEnumerable<Handoff>> ReadPageAsync(PartitionKeys at, HashEntry[] page)
    {
        if (page.Length == 0)
        {
            return [];
        }

        RedisValue[] ids = [.. page.Select(entry => entry.Name)];
        var (records, closings) = (await database.HashGetAsync(at.Handoffs, HandoffFields.Records(ids)), await database.HashGetAsync(at.Handoffs, HandoffFields.Closings(ids)));
        return page.Select((entry, i) => HandoffRecord.TryRead(records[i], entry.Value) is { } handoff ? Ended(handoff, closings[i]) : null).OfType<Handoff>();
    }

    private static Handoff Ended(Handoff handoff, RedisValue closing)
    {
        if (handoff.State != HandoffState.Closed || closing.IsNull)
        {
            return handoff;
        }

        try
        {
            var ended = Records.Read(closing, StoreJson.Default.StoredClosing);
            return handoff with { ClosedAt = ended.At, Resolution = ended.Resolution, Holder = ended.By ?? handoff.Holder };
        }
        catch (JsonException)
        {
            return handoff;
        }
    }
}
