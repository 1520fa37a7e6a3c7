using HandoffBot.Core;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Redis.Scripts;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HandoffBot.Redis.Handoffs;

/// <summary>The reading side of the handoff store: single handoffs, lists, places and waits. Reads are not atomic with each other; every decision is made by a script.</summary>
internal sealed class HandoffReader(IDatabase database, Keys keys, IOptions<HandoffOptions> options, TimeProvider time)
{
    private static readonly Script LookLater = Script.Load("look-later");

    private readonly QueueHours _hours = new(options);

    public async Task<Handoff?> FindAsync(HandoffId id)
    {
        var at = keys.Of(id);
        var parts = database.HashGetAsync(at.Handoffs, [HandoffFields.Record(id.Value), id.Value, HandoffFields.Closing(id.Value)]);
        var receipt = database.HashGetAsync(at.Receipts, id.Value);
        var (opened, packed, closing) = (await parts) is [var first, var second, var third] ? (first, second, third) : default;
        if (opened.IsNull || packed.IsNull)
        {
            return null;
        }

        var handoff = HandoffRecord.Read(opened, packed) with { Receipt = HandoffRecord.ReadReceipt(await receipt) };
        if (handoff.State == HandoffState.Closed && !closing.IsNull)
        {
            var ended = Records.Read(closing, StoreJson.Default.StoredClosing);
            return handoff with { ClosedAt = ended.At, Resolution = ended.Resolution };
        }

        return handoff.State == HandoffState.Waiting ? handoff with { Position = await FindPositionAsync(at, handoff) } : handoff;
    }

    /// <summary>Runs a script that touches the handoff's queue. The queue's key must be declared before the script can look which one it is; when a transfer came between, again with the new one.</summary>
    public async Task<RedisResult?> InItsQueueAsync(Handoff handoff, Func<string, Task<RedisResult?>> run)
    {
        for (var latest = handoff; latest is not null; latest = await FindAsync(handoff.Id))
        {
            var reply = await run(latest.Skill);
            if (reply is null || (Reply)(int)reply[0] != Reply.OtherQueue)
            {
                return reply;
            }
        }

        return null;
    }

    /// <summary>How many waiting handoffs stand before this score, or at it, in the skill's queue.</summary>
    public Task<long> CountAheadAsync(string skill, long score) => CountAheadAsync(keys.All, skill, score);

    public async Task<(IReadOnlyList<Handoff> Items, long Total)> ListAsync(HandoffState state, string? skill) =>
        state == HandoffState.Waiting ? await ListWaitingAsync(skill) : await ListLeasedAsync(state, skill);

    /// <summary>The place among the leases may be earlier than the end of the lease (see accept-offer.lua): such a one is put where it belongs.</summary>
    public async Task<IReadOnlyList<Handoff>> FindExpiredAsync()
    {
        var now = time.GetUtcNow();
        var due = await ReadAsync(await database.FindDueAsync(keys, at => at.Leases, now));
        var later = due.Where(handoff => handoff.Lease?.Until > now).ToArray();
        await Task.WhenAll(later.Select(handoff => LookLater.RunAsync(database, [keys.Of(handoff.Id).Handoffs, keys.Of(handoff.Id).Leases], [now.Ms(), handoff.Id.Value])));
        return [.. due.Except(later)];
    }

    /// <summary>Seconds of working time, newest first. The latest answers of all skills are looked through, so that one list serves them all.</summary>
    public async Task<IReadOnlyList<long>> ReadWaitsAsync(string skill)
    {
        var today = time.GetUtcNow();
        var latest = await Task.WhenAll(keys.All.SelectMany(at => Enumerable.Range(0, Limits.WaitSampleDays).Select(day =>
            database.SortedSetRangeByRankWithScoresAsync(at.Answers(PartitionKeys.DayOf(today.AddDays(-day))), 0, Limits.WaitSamplesLookedThrough - 1, Order.Descending))));
        var hours = _hours.For(skill, Priority.Normal);
        return [.. latest.SelectMany(entries => entries).OrderByDescending(entry => entry.Score).Take(Limits.WaitSamplesLookedThrough * keys.All.Length)
            .Select(entry => (At: DateTimeOffset.FromUnixTimeMilliseconds((long)entry.Score), Answer: HandoffRecord.ReadAnswer(entry.Element)))
            .Where(sample => sample.Answer.Skill == skill)
            .Take(Limits.WaitSamples)
            .Select(sample => sample.Answer.WorkingTime(hours, sample.At))];
    }

    public async Task<IReadOnlyList<Handoff>> FindByReferenceAsync(string reference)
    {
        var told = await Task.WhenAll(keys.All.Select(at => database.HashGetAsync(at.References, reference)));
        var found = await Task.WhenAll(told.Where(ids => !ids.IsNull).SelectMany(ids => ((string)ids!).Split(',')).Select(id => FindAsync(new HandoffId(id))));
        return [.. found.OfType<Handoff>()];
    }

    private async Task<long?> FindPositionAsync(PartitionKeys own, Handoff handoff)
    {
        var rank = database.SortedSetRankAsync(own.Queue(handoff.Skill), handoff.Id.Value);
        var elsewhere = CountAheadAsync(keys.All.Where(other => other != own), handoff.Skill, handoff.Opened.Score);
        return await rank + 1 + await elsewhere;
    }

    private async Task<long> CountAheadAsync(IEnumerable<PartitionKeys> partitions, string skill, long score) =>
        (await Task.WhenAll(partitions.Select(at => database.SortedSetLengthAsync(at.Queue(skill), double.NegativeInfinity, score)))).Sum();

    private async Task<(IReadOnlyList<Handoff>, long)> ListWaitingAsync(string? skill)
    {
        var skills = skill is null ? options.Value.Skills : [skill];
        var totals = Task.WhenAll(skills.SelectMany(name => keys.All.Select(at => database.SortedSetLengthAsync(at.Queue(name)))));
        var heads = await Task.WhenAll(skills.Select(ReadHeadsAsync));
        var placed = heads.SelectMany(queue => queue.Select((entry, rank) => (entry.Element, entry.Score, Position: rank + 1L)))
            .OrderBy(entry => entry.Score).ThenBy(entry => (string)entry.Element!, StringComparer.Ordinal).Take(Limits.HandoffsPerPage).ToArray();
        var positions = placed.ToDictionary(entry => (string)entry.Element!, entry => entry.Position);
        var read = await ReadAsync([.. placed.Select(entry => entry.Element)]);
        return ([.. read.Where(handoff => handoff.State == HandoffState.Waiting).Select(handoff => handoff with { Position = positions[handoff.Id.Value] })], (await totals).Sum());
    }

    /// <summary>The first handoffs of a skill's queue over all partitions, best first.</summary>
    private async Task<IEnumerable<SortedSetEntry>> ReadHeadsAsync(string skill)
    {
        var heads = await Task.WhenAll(keys.All.Select(at => database.SortedSetRangeByRankWithScoresAsync(at.Queue(skill), 0, Limits.HandoffsPerPage - 1)));
        return heads.SelectMany(entries => entries).OrderBy(entry => entry.Score).ThenBy(entry => (string)entry.Element!, StringComparer.Ordinal).Take(Limits.HandoffsPerPage);
    }

    private async Task<(IReadOnlyList<Handoff>, long)> ListLeasedAsync(HandoffState state, string? skill)
    {
        var leases = await Task.WhenAll(keys.All.Select(at => database.SortedSetRangeByRankAsync(at.Leases)));
        var leased = await ReadAsync([.. leases.SelectMany(ids => ids)]);
        var matching = leased.Where(handoff => handoff.State == state && (skill is null || handoff.Skill == skill)).OrderBy(handoff => handoff.Opened.Score).ToArray();
        return ([.. matching.Take(Limits.HandoffsPerPage)], matching.Length);
    }

    private async Task<IReadOnlyList<Handoff>> ReadAsync(IReadOnlyList<RedisValue> ids)
    {
        var found = new Dictionary<string, Handoff>(ids.Count, StringComparer.Ordinal);
        await Task.WhenAll(ids.GroupBy(id => keys.Of(new HandoffId(id!))).Select(ReadPartitionAsync));
        return [.. ids.Where(id => found.ContainsKey(id!)).Select(id => found[id!])];

        async Task ReadPartitionAsync(IGrouping<PartitionKeys, RedisValue> partition)
        {
            var (at, fields) = (partition.Key, partition.ToArray());
            var (opened, packed, receipts) = (database.HashGetAsync(at.Handoffs, HandoffFields.Records(fields)), database.HashGetAsync(at.Handoffs, fields), database.HashGetAsync(at.Receipts, fields));
            var (records, states, given) = (await opened, await packed, await receipts);
            lock (found)
            {
                for (var i = 0; i < fields.Length; i++)
                {
                    if (HandoffRecord.TryRead(records[i], states[i]) is { } handoff)
                    {
                        found[fields[i]!] = handoff with { Receipt = HandoffRecord.ReadReceipt(given[i]) };
                    }
                }
            }
        }
    }
}
