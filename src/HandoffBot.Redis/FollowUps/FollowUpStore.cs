using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Conversations;
using HandoffBot.Redis.Durability;
using HandoffBot.Redis.Handoffs;
using HandoffBot.Redis.Reports;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.FollowUps;

/// <inheritdoc cref="IFollowUpStore"/>
internal sealed class FollowUpStore(IDatabase database, Keys keys, Replicas replicas, TimeProvider time) : IFollowUpStore
{
    private static readonly Script Open = Script.Load("open-follow-up");
    private static readonly Script Take = Script.Load("take-follow-up");
    private static readonly Script HandOver = Script.Load("hand-over-follow-up");
    private static readonly Script End = Script.Load("end-follow-up");
    private static readonly Script Mark = Script.Load("mark-follow-up");

    public async Task<bool> OpenAsync(NewFollowUp followUp)
    {
        var at = keys.Of(followUp.Id);
        RedisKey[] on = [at.FollowUps, at.FollowUpState, at.FollowUpsDue, at.FollowUpLooks, at.References];
        return (int)await replicas.HaveAsync(at, () => Open.RunAsync(database, on,
        [
            followUp.Id.Value, Records.Write(followUp, StoreJson.Default.StoredNewFollowUp), followUp.Responsible?.Value ?? "", followUp.DueAt.Ms(),
            (followUp.RemindAt ?? followUp.DueAt).Ms(), followUp.Reference ?? "", followUp.Handoff?.Value ?? "",
        ])) == 1;
    }

    public async Task<FollowUp?> FindAsync(FollowUpId id) => (await ReadAsync([id.Value])).SingleOrDefault();

    public Task<IReadOnlyList<FollowUp>> OfHandoffAsync(HandoffId handoff) => ReadAsync([.. Enum.GetValues<FollowUpKind>().Select(kind => (RedisValue)FollowUpId.Of(kind, handoff).Value)]);

    public async Task<(IReadOnlyList<FollowUp> Items, long Total)> ListAsync(FollowUpState state, AgentId? owner)
    {
        var isOpen = state == FollowUpState.Open;
        var listed = await Task.WhenAll(keys.All.Select(at =>
            database.SortedSetRangeByRankWithScoresAsync(isOpen ? at.FollowUpsDue : at.FollowUpsEnded, 0, Limits.FollowUpsLookedThrough - 1, isOpen ? Order.Ascending : Order.Descending)));
        var ids = listed.SelectMany(entries => entries).OrderBy(entry => isOpen ? entry.Score : -entry.Score).Take(Limits.FollowUpsLookedThrough).Select(entry => entry.Element);
        var matching = (await ReadAsync([.. ids])).Where(followUp => followUp.State == state && (owner is null || followUp.Owner == owner)).ToArray();
        return ([.. matching.Take(Limits.FollowUpsPerPage)], matching.Length);
    }

    public async Task<FollowUpOutcome> TakeAsync(FollowUp followUp, AgentId agent, Utterance? notice, bool instead = false)
    {
        var (opened, at) = (followUp.Opened, keys.Of(followUp.Id));
        while (true)
        {
            var now = time.GetUtcNow();
            RedisKey[] on = [at.FollowUpState];
            // Without words for the customer, the conversation is left as it is.
            var packed = opened.Handoff is { } id && notice is not null ? await database.HashGetAsync(at.Handoffs, id.Value) : RedisValue.Null;
            var skill = "";
            if (!packed.IsNull)
            {
                var handoff = HandoffRecord.Read(await database.HashGetAsync(at.Handoffs, HandoffFields.Record(opened.Handoff!.Value.Value)), packed);
                skill = handoff.Skill;
                on =
                [
                    .. on, at.Handoffs, at.Queue(skill), at.Conversation(opened.Conversation), at.Turns(opened.Conversation), at.Outbox, at.Hour(now),
                    at.Day(PartitionKeys.DayOf(handoff.Opened.EnqueuedAt)),
                ];
            }

            var reply = await Take.RunAsync(database, on,
            [
                now.Ms(), followUp.Id.Value, agent.Value, instead ? "1" : "0", packed.IsNull ? "" : opened.Handoff!.Value.Value, skill, opened.Conversation.Value,
                Records.Write(new Closing(Resolution.FollowUpOwed, now, agent, ""), StoreJson.Default.StoredClosing), notice is null ? "" : TurnRecord.Write(notice), Figure.Closed,
            ]);
            if ((Reply)(int)reply[0] != Reply.OtherQueue)
            {
                return Outcome((int)reply[0]);
            }
        }
    }

    public async Task<FollowUpOutcome> HandOverAsync(FollowUp followUp, AgentId by, AgentId to, string note, bool anybodys = false)
    {
        var (now, at) = (time.GetUtcNow(), keys.Of(followUp.Id));
        return Outcome((int)await HandOver.RunAsync(database, [at.FollowUpState, at.FollowUpLooks, at.FollowUpNotes(followUp.Id)],
        [
            now.Ms(), followUp.Id.Value, by.Value, to.Value, anybodys ? "1" : "0", note.Length == 0 ? "" : Records.Write(new Note(now, by, note), StoreJson.Default.StoredNote),
        ]));
    }

    public async Task<FollowUpOutcome> DoneAsync(FollowUp followUp, AgentId by, string note, bool anybodys = false)
    {
        // What was closed because somebody took the follow-up is now done; how anything else ended stays as it is.
        var owed = followUp.Opened.Handoff is { } handoff && await ReadClosingAsync(handoff) is { Resolution: Resolution.FollowUpOwed };
        var closing = owed ? Records.Write(new Closing(Resolution.FollowUpDone, time.GetUtcNow(), by, note), StoreJson.Default.StoredClosing) : RedisValue.EmptyString;
        return await EndAsync(followUp, "D", by, note, anybodys, closing);
    }

    public Task<FollowUpOutcome> WithdrawAsync(FollowUp followUp) => EndAsync(followUp, "W", null, "", anybodys: false, "");

    public async Task<IReadOnlyList<Note>> ReadNotesAsync(FollowUpId id) =>
        [.. (await database.ListRangeAsync(keys.Of(id).FollowUpNotes(id))).Select(note => Records.Read(note, StoreJson.Default.StoredNote))];

    public async Task<IReadOnlyList<FollowUp>> FindDueAsync() =>
        await ReadAsync(await database.FindDueAsync(keys, at => at.FollowUpLooks, time.GetUtcNow()));

    public async Task<bool> MarkAsync(FollowUpId id, FollowUpMark mark, DateTimeOffset? next) =>
        (int)await Mark.RunAsync(database, [keys.Of(id).FollowUpState, keys.Of(id).FollowUpLooks], [id.Value, (int)mark, next?.Ms() ?? ""]) == 1;

    public async Task<FollowUpCounts> CountAsync()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var (open, overdue) = (keys.All.Select(at => database.SortedSetLengthAsync(at.FollowUpsDue)).ToArray(), keys.All.Select(at => database.SortedSetLengthAsync(at.FollowUpsDue, max: now)).ToArray());
        return new FollowUpCounts((await Task.WhenAll(open)).Sum(), (await Task.WhenAll(overdue)).Sum());
    }

    private async Task<FollowUpOutcome> EndAsync(FollowUp followUp, string state, AgentId? by, string note, bool anybodys, RedisValue closing)
    {
        var (now, at) = (time.GetUtcNow(), keys.Of(followUp.Id));
        RedisKey[] on = [at.FollowUpState, at.FollowUpsDue, at.FollowUpLooks, at.FollowUpsEnded, at.FollowUpEndings, at.Handoffs];
        return Outcome((int)await End.RunAsync(database, on,
        [
            now.Ms(), followUp.Id.Value, state, by?.Value ?? "", anybodys ? "1" : "0", Records.Write(new FollowUpEnding(now, by, note), StoreJson.Default.StoredFollowUpEnding),
            followUp.Opened.Handoff?.Value ?? "", closing,
        ]));
    }

    private async Task<Closing?> ReadClosingAsync(HandoffId handoff) =>
        await database.HashGetAsync(keys.Of(handoff).Handoffs, HandoffFields.Closing(handoff.Value)) is { IsNull: false } closing ? Records.Read(closing, StoreJson.Default.StoredClosing) : null;

    /// <summary>Those that exist, in the order of the ids.</summary>
    private async Task<IReadOnlyList<FollowUp>> ReadAsync(IReadOnlyList<RedisValue> ids)
    {
        var read = await Task.WhenAll(ids.GroupBy(id => keys.Of(new FollowUpId(id!))).Select(async partition =>
        {
            var (at, fields) = (partition.Key, partition.ToArray());
            var (opened, packed, endings) = (database.HashGetAsync(at.FollowUps, fields), database.HashGetAsync(at.FollowUpState, fields), database.HashGetAsync(at.FollowUpEndings, fields));
            var (records, states, ended) = (await opened, await packed, await endings);
            return fields.Select((_, i) => i).Where(i => !records[i].IsNull && !states[i].IsNull).Select(i => FollowUpRecord.Read(records[i], states[i], ended[i])).ToArray();
        }));
        var found = read.SelectMany(some => some).ToDictionary(followUp => followUp.Id.Value);
        return [.. ids.Where(id => found.ContainsKey(id!)).Select(id => found[id!])];
    }

    private static FollowUpOutcome Outcome(int reply) => (Reply)reply switch
    {
        Reply.Done => FollowUpOutcome.Done,
        Reply.NotYours => FollowUpOutcome.NotOwner,
        Reply.Ended => FollowUpOutcome.Ended,
        _ => FollowUpOutcome.Unknown,
    };
}
