using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Conversations;
using HandoffBot.Redis.Handoffs;
using HandoffBot.Redis.Reports;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.FollowUps;

/// <inheritdoc cref="IFollowUpStore"/>
internal sealed class FollowUpStore(IDatabase database, Keys keys, TimeProvider time) : IFollowUpStore
{
    private static readonly Script Open = Script.Load("open-follow-up");
    private static readonly Script Take = Script.Load("take-follow-up");
    private static readonly Script HandOver = Script.Load("hand-over-follow-up");
    private static readonly Script End = Script.Load("end-follow-up");
    private static readonly Script Mark = Script.Load("mark-follow-up");

    public async Task<bool> OpenAsync(NewFollowUp followUp)
    {
        RedisKey[] on = [keys.FollowUps, keys.FollowUpState, keys.FollowUpsDue, keys.FollowUpLooks, keys.References];
        return (int)await Open.RunAsync(database, on,
        [
            followUp.Id.Value, Records.Write(followUp, StoreJson.Default.StoredNewFollowUp), followUp.Responsible?.Value ?? "", followUp.DueAt.Ms(),
            (followUp.RemindAt ?? followUp.DueAt).Ms(), followUp.Reference ?? "", followUp.Handoff?.Value ?? "",
        ]) == 1;
    }

    public async Task<FollowUp?> FindAsync(FollowUpId id) => (await ReadAsync([id.Value])).SingleOrDefault();

    public Task<IReadOnlyList<FollowUp>> OfHandoffAsync(HandoffId handoff) => ReadAsync([.. Enum.GetValues<FollowUpKind>().Select(kind => (RedisValue)FollowUpId.Of(kind, handoff).Value)]);

    public async Task<(IReadOnlyList<FollowUp> Items, long Total)> ListAsync(FollowUpState state, AgentId? owner)
    {
        var isOpen = state == FollowUpState.Open;
        var ids = await database.SortedSetRangeByRankAsync(isOpen ? keys.FollowUpsDue : keys.FollowUpsEnded, 0, Limits.FollowUpsLookedThrough - 1, isOpen ? Order.Ascending : Order.Descending);
        var matching = (await ReadAsync(ids)).Where(followUp => followUp.State == state && (owner is null || followUp.Owner == owner)).ToArray();
        return ([.. matching.Take(Limits.FollowUpsPerPage)], matching.Length);
    }

    public async Task<FollowUpOutcome> TakeAsync(FollowUp followUp, AgentId agent, Utterance? notice, bool instead = false)
    {
        var opened = followUp.Opened;
        while (true)
        {
            var now = time.GetUtcNow();
            RedisKey[] on = [keys.FollowUpState];
            // Without words for the customer, the conversation is left as it is.
            var packed = opened.Handoff is { } id && notice is not null ? await database.HashGetAsync(keys.State, id.Value) : RedisValue.Null;
            var skill = "";
            if (!packed.IsNull)
            {
                var handoff = HandoffRecord.Read(await database.HashGetAsync(keys.Handoffs, opened.Handoff!.Value.Value), packed);
                skill = handoff.Skill;
                on =
                [
                    .. on, keys.State, keys.Queue(skill), keys.Conversation(opened.Conversation), keys.Turns(opened.Conversation), keys.Outbox, keys.Closings, keys.Hour(now),
                    keys.Day(Keys.DayOf(handoff.Opened.EnqueuedAt)),
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
        var now = time.GetUtcNow();
        return Outcome((int)await HandOver.RunAsync(database, [keys.FollowUpState, keys.FollowUpLooks, keys.FollowUpNotes(followUp.Id)],
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
        [.. (await database.ListRangeAsync(keys.FollowUpNotes(id))).Select(note => Records.Read(note, StoreJson.Default.StoredNote))];

    public async Task<IReadOnlyList<FollowUp>> FindDueAsync() =>
        await ReadAsync(await database.SortedSetRangeByScoreAsync(keys.FollowUpLooks, stop: time.GetUtcNow().ToUnixTimeMilliseconds(), take: Limits.DueItemsPerPass));

    public async Task<bool> MarkAsync(FollowUpId id, FollowUpMark mark, DateTimeOffset? next) =>
        (int)await Mark.RunAsync(database, [keys.FollowUpState, keys.FollowUpLooks], [id.Value, (int)mark, next?.Ms() ?? ""]) == 1;

    public async Task<FollowUpCounts> CountAsync()
    {
        var (open, overdue) = (database.SortedSetLengthAsync(keys.FollowUpsDue), database.SortedSetLengthAsync(keys.FollowUpsDue, max: time.GetUtcNow().ToUnixTimeMilliseconds()));
        return new FollowUpCounts(await open, await overdue);
    }

    private async Task<FollowUpOutcome> EndAsync(FollowUp followUp, string state, AgentId? by, string note, bool anybodys, RedisValue closing)
    {
        var now = time.GetUtcNow();
        RedisKey[] on = [keys.FollowUpState, keys.FollowUpsDue, keys.FollowUpLooks, keys.FollowUpsEnded, keys.FollowUpEndings, keys.Closings];
        return Outcome((int)await End.RunAsync(database, on,
        [
            now.Ms(), followUp.Id.Value, state, by?.Value ?? "", anybodys ? "1" : "0", Records.Write(new FollowUpEnding(now, by, note), StoreJson.Default.StoredFollowUpEnding),
            followUp.Opened.Handoff?.Value ?? "", closing,
        ]));
    }

    private async Task<Closing?> ReadClosingAsync(HandoffId handoff) =>
        await database.HashGetAsync(keys.Closings, handoff.Value) is { IsNull: false } closing ? Records.Read(closing, StoreJson.Default.StoredClosing) : null;

    /// <summary>Those that exist, in the order of the ids.</summary>
    private async Task<IReadOnlyList<FollowUp>> ReadAsync(RedisValue[] ids)
    {
        if (ids.Length == 0)
        {
            return [];
        }

        var (opened, packed, endings) = (database.HashGetAsync(keys.FollowUps, ids), database.HashGetAsync(keys.FollowUpState, ids), database.HashGetAsync(keys.FollowUpEndings, ids));
        var (records, states, ended) = (await opened, await packed, await endings);
        return [.. ids.Select((_, at) => at).Where(at => !records[at].IsNull && !states[at].IsNull).Select(at => FollowUpRecord.Read(records[at], states[at], ended[at]))];
    }

    private static FollowUpOutcome Outcome(int reply) => (Reply)reply switch
    {
        Reply.Done => FollowUpOutcome.Done,
        Reply.NotYours => FollowUpOutcome.NotOwner,
        Reply.Ended => FollowUpOutcome.Ended,
        _ => FollowUpOutcome.Unknown,
    };
}
