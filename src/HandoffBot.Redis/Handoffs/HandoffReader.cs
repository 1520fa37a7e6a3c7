using HandoffBot.Core;
using HandoffBot.Core.Handoffs;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HandoffBot.Redis.Handoffs;

/// <summary>The reading side of the handoff store: single handoffs, lists, places and waits. Reads are not atomic with each other; every decision is made by a script.</summary>
internal sealed class HandoffReader(IDatabase database, Keys keys, IOptions<HandoffOptions> options, TimeProvider time)
{
    public async Task<Handoff?> FindAsync(HandoffId id)
    {
        var (opened, packed) = (database.HashGetAsync(keys.Handoffs, id.Value), database.HashGetAsync(keys.State, id.Value));
        var (receipt, closing) = (database.HashGetAsync(keys.Receipts, id.Value), database.HashGetAsync(keys.Closings, id.Value));
        if ((await opened).IsNull || (await packed).IsNull)
        {
            return null;
        }

        var handoff = HandoffRecord.Read(await opened, await packed) with { Receipt = HandoffRecord.ReadReceipt(await receipt) };
        if (handoff.State == HandoffState.Closed && !(await closing).IsNull)
        {
            var ended = Records.Read(await closing, StoreJson.Default.StoredClosing);
            return handoff with { ClosedAt = ended.At, Resolution = ended.Resolution };
        }

        return handoff.State == HandoffState.Waiting ? handoff with { Position = await database.SortedSetRankAsync(keys.Queue(handoff.Skill), id.Value) + 1 } : handoff;
    }

    public async Task<(IReadOnlyList<Handoff> Items, long Total)> ListAsync(HandoffState state, string? skill) =>
        state == HandoffState.Waiting ? await ListWaitingAsync(skill) : await ListLeasedAsync(state, skill);

    public async Task<IReadOnlyList<Handoff>> FindExpiredAsync()
    {
        var ids = await database.SortedSetRangeByScoreAsync(keys.Leases, stop: time.GetUtcNow().ToUnixTimeMilliseconds(), take: Limits.DueItemsPerPass);
        return await ReadAsync(ids);
    }

    /// <summary>Seconds, newest first. The latest answers of all skills are looked through, so that one list serves them all.</summary>
    public async Task<IReadOnlyList<long>> ReadWaitsAsync(string skill)
    {
        var latest = await database.SortedSetRangeByRankAsync(keys.Answered, 0, Limits.WaitSamplesLookedThrough - 1, Order.Descending);
        return [.. latest.Select(HandoffRecord.ReadAnswered).Where(answer => answer.Skill == skill).Take(Limits.WaitSamples).Select(answer => answer.Waited)];
    }

    private async Task<(IReadOnlyList<Handoff>, long)> ListWaitingAsync(string? skill)
    {
        var skills = skill is null ? options.Value.Skills : [skill];
        var totals = skills.Select(name => database.SortedSetLengthAsync(keys.Queue(name))).ToArray();
        var heads = await Task.WhenAll(skills.Select(name => database.SortedSetRangeByRankWithScoresAsync(keys.Queue(name), 0, Limits.HandoffsPerPage - 1)));
        var placed = heads.SelectMany(queue => queue.Select((entry, rank) => (entry.Element, entry.Score, Position: rank + 1L)))
            .OrderBy(entry => entry.Score).ThenBy(entry => (string)entry.Element!, StringComparer.Ordinal).Take(Limits.HandoffsPerPage).ToArray();
        var positions = placed.ToDictionary(entry => (string)entry.Element!, entry => entry.Position);
        var read = await ReadAsync([.. placed.Select(entry => entry.Element)]);
        return ([.. read.Where(handoff => handoff.State == HandoffState.Waiting).Select(handoff => handoff with { Position = positions[handoff.Id.Value] })], (await Task.WhenAll(totals)).Sum());
    }

    private async Task<(IReadOnlyList<Handoff>, long)> ListLeasedAsync(HandoffState state, string? skill)
    {
        var leased = await ReadAsync(await database.SortedSetRangeByRankAsync(keys.Leases));
        var matching = leased.Where(handoff => handoff.State == state && (skill is null || handoff.Skill == skill)).OrderBy(handoff => handoff.Opened.Score).ToArray();
        return ([.. matching.Take(Limits.HandoffsPerPage)], matching.Length);
    }

    private async Task<IReadOnlyList<Handoff>> ReadAsync(RedisValue[] ids)
    {
        if (ids.Length == 0)
        {
            return [];
        }

        var (opened, packed, receipts) = (database.HashGetAsync(keys.Handoffs, ids), database.HashGetAsync(keys.State, ids), database.HashGetAsync(keys.Receipts, ids));
        var (records, states, given) = (await opened, await packed, await receipts);
        return [.. ids.Select((_, i) => HandoffRecord.Read(records[i], states[i]) with { Receipt = HandoffRecord.ReadReceipt(given[i]) })];
    }
}
