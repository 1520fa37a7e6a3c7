using System.Globalization;
using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Conversations;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.Handoffs;

/// <inheritdoc cref="IOverdueStore"/>
internal sealed class OverdueStore(IDatabase database, Keys keys, TimeProvider time) : IOverdueStore
{
    private static readonly Script Mark = Script.Load("mark-overdue");

    private readonly Dictionary<PartitionKeys, long> _forgetting = [];

    public async Task<IReadOnlyList<MarkedHandoff>> FindWaitingAsync(string skill, long scoreUpTo, long skip, bool latestFirst)
    {
        var found = await Task.WhenAll(keys.All.Select(async at =>
        {
            var ids = await database.SortedSetRangeByScoreAsync(
                at.Queue(skill), double.NegativeInfinity, scoreUpTo, order: latestFirst ? Order.Descending : Order.Ascending, skip: skip, take: Limits.OverduePerPage);
            return await ReadAsync(at, ids);
        }));
        return [.. found.SelectMany(handoffs => handoffs)];
    }

    public async Task<bool> MarkAsync(Handoff handoff, OverdueMark mark, Utterance? notice)
    {
        var (at, opened) = (keys.Of(handoff.Id), handoff.Opened);
        RedisKey[] on = [at.Handoffs, at.OverdueMarks, at.Flagged, at.References, at.Conversation(opened.Conversation), at.Turns(opened.Conversation), at.Outbox];
        return (int)await Mark.RunAsync(database, on,
            [time.GetUtcNow().Ms(), handoff.Id.Value, (int)mark, opened.Conversation.Value, notice is null ? "" : TurnRecord.Write(notice), Reference.Of(handoff.Id)]) == 1;
    }

    public async Task ForgetClosedAsync()
    {
        foreach (var at in keys.All)
        {
            var begin = _forgetting.GetValueOrDefault(at);
            var ids = await database.SortedSetRangeByRankAsync(at.Flagged, begin, begin + Limits.OverduePerPage - 1);
            var states = ids.Length == 0 ? [] : await database.HashGetAsync(at.Handoffs, ids);
            RedisValue[] closed = [.. ids.Where((_, i) => states[i].IsNull || HandoffRecord.ReadState(states[i]) == HandoffState.Closed)];
            if (closed.Length > 0)
            {
                // The set last: what it still names is looked at again, should this process die in between.
                await database.HashDeleteAsync(at.OverdueMarks, closed);
                await database.SortedSetRemoveAsync(at.Flagged, closed);
            }

            _forgetting[at] = ids.Length < Limits.OverduePerPage ? 0 : begin + ids.Length - closed.Length;
        }
    }

    public async Task<OverdueCounts> CountAsync()
    {
        var counts = await Task.WhenAll(keys.All.Select(async at =>
        {
            var ids = await database.SortedSetRangeByRankAsync(at.Flagged, 0, Limits.OverdueCounted - 1);
            if (ids.Length == 0)
            {
                return new OverdueCounts(0, 0);
            }

            var (states, marks) = (database.HashGetAsync(at.Handoffs, ids), database.HashGetAsync(at.OverdueMarks, ids));
            var waiting = (await states).Zip(await marks).Where(pair => !pair.First.IsNull && HandoffRecord.ReadState(pair.First) is HandoffState.Waiting or HandoffState.Offered).Select(pair => ReadMark(pair.Second)).ToArray();
            return new OverdueCounts(waiting.Count(mark => mark == OverdueMark.AtRisk), waiting.Count(mark => mark == OverdueMark.Overdue));
        }));
        return new OverdueCounts(counts.Sum(count => count.AtRisk), counts.Sum(count => count.Overdue));
    }

    private async Task<IEnumerable<MarkedHandoff>> ReadAsync(PartitionKeys at, RedisValue[] ids)
    {
        if (ids.Length == 0)
        {
            return [];
        }

        var (opened, packed, marks) = (database.HashGetAsync(at.Handoffs, HandoffFields.Records(ids)), database.HashGetAsync(at.Handoffs, ids), database.HashGetAsync(at.OverdueMarks, ids));
        var (records, states, reached) = (await opened, await packed, await marks);
        return ids.Select((_, i) => i).Where(i => !records[i].IsNull && !states[i].IsNull)
            .Select(i => new MarkedHandoff(HandoffRecord.Read(records[i], states[i]), ReadMark(reached[i])))
            .Where(marked => marked.Handoff.State == HandoffState.Waiting);
    }

    private static OverdueMark ReadMark(RedisValue value) => value.IsNull ? OverdueMark.None : (OverdueMark)int.Parse((string)value!, CultureInfo.InvariantCulture);
}
