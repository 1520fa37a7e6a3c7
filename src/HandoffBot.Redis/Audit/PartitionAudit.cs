using HandoffBot.Core;
using HandoffBot.Core.Audit;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Handoffs;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.Audit;

/// <summary>Checks one partition: every handoff, every place, every load, a slice at a time.</summary>
/// <param name="agents">Where all agents stand.</param>
internal sealed class PartitionAudit(IDatabase database, PartitionKeys at, RedisKey agents, IReadOnlyList<string> skills, TimeProvider time)
{
    private static readonly Script CheckHandoff = Script.Load("check-handoff");
    private static readonly Script CheckLoads = Script.Load("check-loads");
    private static readonly Script RecordFinding = Script.Load("record-finding");

    /// <summary>Later than any deadline of a reply: one that is planned beyond it would leave the customer alone.</summary>
    private static readonly TimeSpan LongestReply = TimeSpan.FromMinutes(10);

    private readonly HashPages _states = new(database, at.Handoffs);
    private readonly TranscriptAudit _transcripts = new(database, at);
    private readonly Dictionary<RedisKey, long> _ranks = [];

    public async Task<IReadOnlyList<Finding>> CheckSomeAsync()
    {
        var found = new List<Finding>();
        await CheckStatesAsync(found);
        foreach (var place in skills.Select(at.Queue).Append(at.Leases))
        {
            await CheckPlaceAsync(place, found);
        }

        await CheckLoadsAsync(found);
        await CheckPendingAsync(found);
        return found;
    }

    private async Task CheckStatesAsync(List<Finding> found)
    {
        var page = (await _states.NextAsync()).Where(entry => HandoffFields.IsState(entry.Name)).ToArray();
        var records = page.Length == 0 ? [] : await database.HashGetAsync(at.Handoffs, [.. page.Select(entry => HandoffFields.Record(entry.Name))]);
        var transcripts = 0;
        foreach (var (entry, record) in page.Zip(records))
        {
            if (HandoffRecord.TryRead(record, entry.Value) is not { } handoff)
            {
                await FindAsync(FindingKind.UnreadableRecord, entry.Name!, "", found);
            }
            else if (handoff.State != HandoffState.Closed)
            {
                await CheckAsync(handoff.Id, handoff.Opened.Conversation, found);
                if (transcripts++ < Limits.TranscriptsAuditedPerRound && await _transcripts.CheckAsync(handoff) is var (kind, detail))
                {
                    await FindAsync(kind, handoff.Id.Value, detail, found);
                }
            }
        }
    }

    /// <summary>Looks from the place at what stands in it: it may have no state, or that of a closed handoff, which <see cref="CheckStatesAsync"/> passes over.</summary>
    private async Task CheckPlaceAsync(RedisKey place, List<Finding> found)
    {
        var from = _ranks.GetValueOrDefault(place);
        var ids = await database.SortedSetRangeByRankAsync(place, from, from + Limits.AuditedPerRound - 1);
        _ranks[place] = ids.Length < Limits.AuditedPerRound ? 0 : from + ids.Length;
        if (ids.Length == 0)
        {
            return;
        }

        var (states, records) = (await database.HashGetAsync(at.Handoffs, ids), await database.HashGetAsync(at.Handoffs, HandoffFields.Records(ids)));
        for (var i = 0; i < ids.Length; i++)
        {
            var handoff = HandoffRecord.TryRead(records[i], states[i]);
            if (handoff is null && !states[i].IsNull)
            {
                await FindAsync(FindingKind.UnreadableRecord, ids[i]!, "", found);
            }
            else if (handoff is null or { State: HandoffState.Closed })
            {
                await CheckAsync(new HandoffId(ids[i]!), handoff?.Opened.Conversation ?? new ConversationId("unknown"), found);
            }
        }
    }

    private async Task CheckLoadsAsync(List<Finding> found)
    {
        var people = await database.HashKeysAsync(agents);
        var counted = people.Length == 0 ? [] : await database.HashGetAsync(at.Handoffs, [.. people.Select(HandoffFields.Load)]);
        var loads = people.Zip(counted).Where(pair => !pair.Second.IsNull).ToDictionary(pair => (string)pair.First!, pair => (long)pair.Second, StringComparer.Ordinal);
        var ids = await database.SortedSetRangeByRankAsync(at.Leases);
        var held = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var states in ids.Length == 0 ? [] : await Task.WhenAll(ids.Chunk(Limits.AuditedPerRound).Select(some => database.HashGetAsync(at.Handoffs, some))))
        {
            foreach (var holder in states.Select(HandoffRecord.HolderOf).OfType<string>())
            {
                held[holder] = held.GetValueOrDefault(holder) + 1;
            }
        }

        foreach (var agent in loads.Keys.Union(held.Keys).Where(agent => loads.GetValueOrDefault(agent) != held.GetValueOrDefault(agent)).Take(Limits.AuditedPerRound))
        {
            Add(agent, await CheckLoads.RunAsync(database, [at.Handoffs, at.Leases, at.Findings], [time.GetUtcNow().Ms(), agent]), found);
        }
    }

    private async Task CheckPendingAsync(List<Finding> found)
    {
        var now = time.GetUtcNow();
        foreach (var id in await database.SortedSetRangeByScoreAsync(at.Pending, (now + LongestReply).ToUnixTimeMilliseconds(), take: Limits.AuditedPerRound))
        {
            await database.SortedSetUpdateAsync(at.Pending, id, now.ToUnixTimeMilliseconds(), SortedSetWhen.LessThan);
            await FindAsync(FindingKind.ReplyTooFar, id!, "", found, isRepaired: true);
        }
    }

    private async Task CheckAsync(HandoffId id, ConversationId conversation, List<Finding> found)
    {
        RedisKey[] on = [at.Handoffs, at.Leases, at.Findings, at.Conversation(conversation), .. skills.Select(at.Queue)];
        Add(id.Value, await CheckHandoff.RunAsync(database, on, [time.GetUtcNow().Ms(), id.Value, .. skills.Select(skill => (RedisValue)skill)]), found);
    }

    private async Task FindAsync(string kind, string subject, string detail, List<Finding> found, bool isRepaired = false)
    {
        var now = time.GetUtcNow();
        if ((int)await RecordFinding.RunAsync(database, [at.Findings], [now.Ms(), kind, subject, isRepaired ? "1" : "0", detail]) == 1)
        {
            found.Add(new Finding(kind, subject, detail, now, now, isRepaired ? now : null));
        }
    }

    private void Add(string subject, RedisResult reply, List<Finding> found)
    {
        var now = time.GetUtcNow();
        for (var i = 0; i < reply.Length; i += 3)
        {
            if ((int)reply[i + 1] == 1)
            {
                found.Add(new Finding((string)reply[i]!, subject, "", now, now, (int)reply[i + 2] == 1 ? now : null));
            }
        }
    }
}
