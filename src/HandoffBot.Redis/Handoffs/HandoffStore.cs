using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Conversations;
using HandoffBot.Redis.Durability;
using HandoffBot.Redis.Reports;
using HandoffBot.Redis.Scripts;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HandoffBot.Redis.Handoffs;

/// <inheritdoc cref="IHandoffStore"/>
internal sealed class HandoffStore(IDatabase database, Keys keys, Replicas replicas, IOptions<HandoffOptions> options, TimeProvider time) : IHandoffStore
{
    private static readonly Script Accept = Script.Load("accept-offer");
    private static readonly Script Return = Script.Load("return-to-queue");
    private static readonly Script Renew = Script.Load("renew-lease");
    private static readonly Script Say = Script.Load("record-agent-turn");
    private static readonly Script AddNote = Script.Load("add-note");
    private static readonly Script Transfer = Script.Load("transfer-handoff");
    private static readonly Script Reassign = Script.Load("reassign-handoff");
    private static readonly Script Close = Script.Load("close-handoff");
    private static readonly Script Withdraw = Script.Load("withdraw-handoff");
    private static readonly Script Raise = Script.Load("raise-handoff");

    /// <summary>The claim of somebody who is not present, for a script that has its own refusals to give first.</summary>
    private const string NoClaim = "0 0 0";

    /// <summary>Why a handoff goes back, as return-to-queue.lua takes it.</summary>
    private const string GivenUp = "0", OnlyExpired = "1", AgentIsGone = "2";

    private readonly HandoffReader _reader = new(database, keys, options, time);
    private readonly Offers _offers = new(database, keys, options, time);
    private readonly Claims _claims = new(database, keys, time);

    public Task<OfferResult> OfferNextAsync(Agent agent, string? request = null) => _offers.NextAsync(agent, request);

    public Task<OfferResult> OfferAsync(HandoffId id, AgentId agent) => _offers.ThisAsync(id, agent);

    public async Task<LeaseResult> AcceptAsync(Handoff handoff, AgentId agent, string token, Utterance joined)
    {
        var (opened, now) = (handoff.Opened, time.GetUtcNow());
        var until = now + options.Value.HoldFor;
        var at = keys.Of(handoff.Id);
        RedisKey[] on = [at.Handoffs, .. Conversation(at, opened), at.Outbox, at.Answers(PartitionKeys.DayOf(opened.EnqueuedAt))];
        return ReadLease(until, await replicas.HaveAsync(at, () => Accept.RunAsync(database, on,
            [now.Ms(), handoff.Id.Value, agent.Value, token, until.Ms(), opened.Conversation.Value, TurnRecord.Write(joined), opened.EnqueuedAt.Ms(), HandoffRecord.WriteTold(opened.ToldWait)])));
    }

    public Task<LeaseResult> ReturnAsync(Handoff handoff, AgentId agent, string token, Utterance? notice) => ReturnAsync(handoff, agent, token, GivenUp, notice);

    public Task<LeaseResult> ReclaimAsync(Handoff handoff, string token, Utterance? notice) => ReturnAsync(handoff, agent: null, token, OnlyExpired, notice);

    public Task<LeaseResult> TakeBackAsync(Handoff handoff, AgentId agent, string token, Utterance? notice) => ReturnAsync(handoff, agent, token, AgentIsGone, notice);

    public async Task<LeaseResult> RenewAsync(Handoff handoff, AgentId agent, string token)
    {
        var now = time.GetUtcNow();
        var until = now + options.Value.HoldFor;
        var at = keys.Of(handoff.Id);
        RedisKey[] on = [at.Handoffs, at.Leases, at.Turns(handoff.Opened.Conversation)];
        return ReadLease(until, await Renew.RunAsync(database, on, [now.Ms(), handoff.Id.Value, agent.Value, token, until.Ms()]));
    }

    public async Task<LeaseResult> SayAsync(Handoff handoff, AgentId agent, string token, Utterance said)
    {
        var (opened, now) = (handoff.Opened, time.GetUtcNow());
        var until = now + options.Value.HoldFor;
        var at = keys.Of(handoff.Id);
        RedisKey[] on = [at.Handoffs, at.Leases, .. Conversation(at, opened), at.Said(opened.Conversation), at.Outbox];
        return ReadLease(until, await replicas.HaveAsync(at, () => Say.RunAsync(database, on,
            [now.Ms(), handoff.Id.Value, agent.Value, token, until.Ms(), opened.Conversation.Value, said.MessageId, TurnRecord.Write(said)])));
    }

    public async Task<LeaseResult> AddNoteAsync(Handoff handoff, AgentId agent, string token, string text, string? noteId)
    {
        var (now, id) = (time.GetUtcNow(), handoff.Id);
        var at = keys.Of(id);
        RedisKey[] on = [at.Handoffs, at.Notes(id), at.Said(handoff.Opened.Conversation)];
        return ReadLease(null, await replicas.HaveAsync(at, () => AddNote.RunAsync(database, on, [now.Ms(), id.Value, agent.Value, token, noteId ?? "", WriteNote(now, agent, text)])));
    }

    public async Task<IReadOnlyList<Note>> ReadNotesAsync(HandoffId id) =>
        [.. (await database.ListRangeAsync(keys.Of(id).Notes(id))).Select(note => Records.Read(note, StoreJson.Default.StoredNote))];

    public async Task<IReadOnlyList<TrailEntry>> ReadTrailAsync(HandoffId id) => HandoffRecord.ReadTrail(await database.HashGetAsync(keys.Of(id).Handoffs, id.Value));

    public async Task<LeaseResult> TransferAsync(Handoff handoff, AgentId agent, string token, TransferTarget target, Utterance notice, string note)
    {
        var (opened, now) = (handoff.Opened, time.GetUtcNow());
        var (skill, at) = (target.Skill ?? handoff.Skill, keys.Of(handoff.Id));
        RedisKey[] on = [at.Handoffs, at.Leases, at.Queue(skill), .. Conversation(at, opened), at.Outbox, at.Notes(handoff.Id), at.Said(opened.Conversation)];
        return ReadLease(null, await replicas.HaveAsync(at, async () =>
            (target.Agent is { } colleague ? await _claims.RunAsync(colleague, at, TransferAsync) : await TransferAsync("")) ?? await TransferAsync(NoClaim)));

        Task<RedisResult> TransferAsync(RedisValue claim) => Transfer.RunAsync(database, on,
        [
            now.Ms(), handoff.Id.Value, agent.Value, token, target.Agent?.Value ?? "", skill, LeaseToken.New(), (now + options.Value.OfferFor).Ms(), (now + options.Value.SkipFor).Ms(),
            opened.Conversation.Value, TurnRecord.Write(notice), claim, WriteNote(now, agent, note),
        ]);
    }

    public async Task<LeaseResult> ReassignAsync(Handoff handoff, AgentId by, TransferTarget target, Utterance? notice, string why, string? request = null)
    {
        var (opened, now) = (handoff.Opened, time.GetUtcNow());
        var (skill, at) = (target.Skill ?? handoff.Skill, keys.Of(handoff.Id));
        RedisKey[] on = [at.Handoffs, at.Leases, at.Queue(handoff.Skill), at.Queue(skill), .. Conversation(at, opened), at.Outbox, at.Notes(handoff.Id), at.Said(opened.Conversation)];
        return ReadLease(null, await replicas.HaveAsync(at, async () =>
            (target.Agent is { } colleague ? await _claims.RunAsync(colleague, at, ReassignAsync) : await ReassignAsync("")) ?? await ReassignAsync(NoClaim)));

        Task<RedisResult> ReassignAsync(RedisValue claim) => Reassign.RunAsync(database, on,
        [
            now.Ms(), handoff.Id.Value, by.Value, HandoffRecord.Whereabouts(handoff), target.Agent?.Value ?? "", skill, LeaseToken.New(), (now + options.Value.OfferFor).Ms(), (now + options.Value.SkipFor).Ms(),
            opened.Conversation.Value, notice is null ? "" : TurnRecord.Write(notice), claim, WriteNote(now, by, why), request ?? "",
        ]);
    }

    public Task<bool> HasDoneAsync(Handoff handoff, AgentId agent, HandoffAct act, string by)
    {
        var at = keys.Of(handoff.Id);
        // As the scripts write it.
        var mark = act switch
        {
            HandoffAct.Declined => $"declined:{agent.Value}:{by}",
            HandoffAct.Transferred => $"transferred:{agent.Value}:{by}",
            HandoffAct.Reassigned => $"reassigned:{agent.Value}:{by}",
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
        };
        return replicas.HaveAsync(at, () => database.HashExistsAsync(at.Said(handoff.Opened.Conversation), mark));
    }

    public async Task<LeaseResult> CloseAsync(Handoff handoff, AgentId agent, string token, Resolution resolution, string note, IReadOnlyList<Utterance> closing, BotMemory memory, long? seenSeq = null)
    {
        var (opened, now) = (handoff.Opened, time.GetUtcNow());
        var at = keys.Of(handoff.Id);
        RedisKey[] on = [at.Handoffs, at.Leases, .. Conversation(at, opened), at.Outbox, at.Hour(now)];
        return ReadLease(null, await replicas.HaveAsync(at, () => Close.RunAsync(database, on,
        [
            now.Ms(), handoff.Id.Value, agent.Value, token, opened.Conversation.Value, Records.Write(new Closing(resolution, now, agent, note), StoreJson.Default.StoredClosing),
            Records.Write(memory, StoreJson.Default.StoredBotMemory), seenSeq ?? RedisValue.EmptyString, closing.Count, .. closing.Select(TurnRecord.Write), Figure.Closed,
        ])));
    }

    public async Task<bool> WithdrawAsync(Handoff handoff, long expectedVersion, IReadOnlyList<Utterance> closing)
    {
        var (opened, at) = (handoff.Opened, keys.Of(handoff.Id));
        var reply = await replicas.HaveAsync(at, () => _reader.InItsQueueAsync(handoff, async skill =>
        {
            var now = time.GetUtcNow();
            RedisKey[] on =
            [
                at.Handoffs, at.Leases, .. Conversation(at, opened), at.Outbox, at.Hour(now),
                at.Queue(skill), at.Day(PartitionKeys.DayOf(opened.EnqueuedAt)),
            ];
            return await Withdraw.RunAsync(database, on,
            [
                now.Ms(), handoff.Id.Value, expectedVersion, opened.Conversation.Value, Records.Write(new Closing(Resolution.CustomerWithdrew, now, null, ""), StoreJson.Default.StoredClosing), skill,
                closing.Count, .. closing.Select(TurnRecord.Write), Figure.Closed, Figure.Withdrawn,
            ]);
        }));
        return reply is not null && (int)reply[0] == (int)Reply.Done;
    }

    public async Task<bool> RaiseAsync(Handoff handoff, NewHandoff raised, Utterance notice)
    {
        var at = keys.Of(handoff.Id);
        var reply = await replicas.HaveAsync(at, () => _reader.InItsQueueAsync(handoff, async skill => await Raise.RunAsync(
            database,
            [at.Handoffs, at.Queue(skill), .. Conversation(at, raised), at.Outbox],
            [
                time.GetUtcNow().Ms(), handoff.Id.Value, raised.Conversation.Value, skill, raised.Score, Records.Write(raised, StoreJson.Default.StoredNewHandoff),
                raised.Stakes?.ToString() ?? "", TurnRecord.Write(notice),
            ])));
        return reply is not null && (int)reply[0] == (int)Reply.Done;
    }

    public Task RecordReceiptAsync(HandoffId id, Receipt receipt) => database.HashSetAsync(keys.Of(id).Receipts, id.Value, HandoffRecord.Write(receipt), When.NotExists);

    public Task<Handoff?> FindAsync(HandoffId id) => _reader.FindAsync(id);

    public Task<(IReadOnlyList<Handoff> Items, long Total)> ListAsync(HandoffState state, string? skill) => _reader.ListAsync(state, skill);

    public Task<long> CountAheadAsync(string skill, long score) => _reader.CountAheadAsync(skill, score);

    public Task<IReadOnlyList<long>> ReadWaitsAsync(string skill) => _reader.ReadWaitsAsync(skill);

    public Task<IReadOnlyList<Handoff>> FindByReferenceAsync(string reference) => _reader.FindByReferenceAsync(reference);

    public Task<IReadOnlyList<Handoff>> FindExpiredAsync() => _reader.FindExpiredAsync();

    private async Task<LeaseResult> ReturnAsync(Handoff handoff, AgentId? agent, string token, string why, Utterance? notice)
    {
        var at = keys.Of(handoff.Id);
        // A person is told that they have given it up; what a loop takes back, it finds again.
        var reply = why == GivenUp ? await replicas.HaveAsync(at, ReturnAsync) : await ReturnAsync();
        return reply is null ? new LeaseResult(LeaseOutcome.Unknown) : ReadLease(null, reply);

        Task<RedisResult?> ReturnAsync() => _reader.InItsQueueAsync(handoff, async skill =>
        {
            var now = time.GetUtcNow();
            RedisKey[] on = [at.Handoffs, at.Leases, at.Queue(skill), .. Conversation(at, handoff.Opened), at.Outbox, at.Said(handoff.Opened.Conversation)];
            return await Return.RunAsync(database, on,
            [
                now.Ms(), handoff.Id.Value, token, agent?.Value ?? "", why, (now + options.Value.SkipFor).Ms(), handoff.Opened.Conversation.Value,
                notice is null ? "" : TurnRecord.Write(notice), skill,
            ]);
        });
    }

    private static RedisKey[] Conversation(PartitionKeys at, NewHandoff opened) => [at.Conversation(opened.Conversation), at.Turns(opened.Conversation)];

    private static LeaseResult ReadLease(DateTimeOffset? until, RedisResult reply) => (Reply)(int)reply[0] switch
    {
        // A repeat prolongs nothing: the script says how long the lease is.
        Reply.Done => new LeaseResult(LeaseOutcome.Done, reply.Length > 2 ? DateTimeOffset.FromUnixTimeMilliseconds((long)reply[2]) : until, (long)reply[1]),
        Reply.LeaseLost => new LeaseResult(LeaseOutcome.LeaseLost),
        Reply.UnseenTurns => new LeaseResult(LeaseOutcome.UnseenTurns),
        Reply.Conflict => new LeaseResult(LeaseOutcome.Conflict),
        Reply.AlreadyTaken => new LeaseResult(LeaseOutcome.Closed),
        Reply.TargetUnavailable or Reply.OutdatedClaim => new LeaseResult(LeaseOutcome.TargetUnavailable),
        _ => new LeaseResult(LeaseOutcome.Unknown),
    };

    private static RedisValue WriteNote(DateTimeOffset now, AgentId agent, string text) => text.Length == 0 ? "" : Records.Write(new Note(now, agent, text), StoreJson.Default.StoredNote);
}
