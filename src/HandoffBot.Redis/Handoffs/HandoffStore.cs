using System.Buffers.Text;
using System.Security.Cryptography;
using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Conversations;
using HandoffBot.Redis.Reports;
using HandoffBot.Redis.Scripts;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HandoffBot.Redis.Handoffs;

/// <inheritdoc cref="IHandoffStore"/>
internal sealed class HandoffStore(IDatabase database, Keys keys, IOptions<HandoffOptions> options, TimeProvider time) : IHandoffStore
{
    private static readonly Script OfferNext = Script.Load("offer-next");
    private static readonly Script OfferThis = Script.Load("offer-handoff");
    private static readonly Script Accept = Script.Load("accept-offer");
    private static readonly Script Return = Script.Load("return-to-queue");
    private static readonly Script Renew = Script.Load("renew-lease");
    private static readonly Script Say = Script.Load("record-agent-turn");
    private static readonly Script AddNote = Script.Load("add-note");
    private static readonly Script Transfer = Script.Load("transfer-handoff");
    private static readonly Script Close = Script.Load("close-handoff");
    private static readonly Script Withdraw = Script.Load("withdraw-handoff");

    private readonly HandoffReader _reader = new(database, keys, options, time);

    public async Task<OfferResult> OfferNextAsync(Agent agent)
    {
        var now = time.GetUtcNow();
        RedisKey[] on = [keys.Room, keys.State, keys.Leases, keys.Handoffs, .. agent.Skills.Select(keys.Queue)];
        return ReadOffer(await OfferNext.RunAsync(database, on, [now.Ms(), agent.Id.Value, NewToken(), (now + options.Value.OfferFor).Ms(), Limits.OfferCandidates]));
    }

    public async Task<OfferResult> OfferAsync(HandoffId id, AgentId agent)
    {
        var reply = await FindAsync(id) is not { } handoff ? null : await InItsQueueAsync(handoff, skill =>
        {
            var now = time.GetUtcNow();
            RedisKey[] on = [keys.Room, keys.State, keys.Leases, keys.Handoffs, keys.Queue(skill)];
            return OfferThis.RunAsync(database, on, [now.Ms(), agent.Value, NewToken(), (now + options.Value.OfferFor).Ms(), id.Value, skill]);
        });
        return reply is null ? new OfferResult(OfferOutcome.Unknown) : ReadOffer(reply);
    }

    public async Task<LeaseResult> AcceptAsync(Handoff handoff, AgentId agent, string token, Utterance joined)
    {
        var (opened, now) = (handoff.Opened, time.GetUtcNow());
        var until = now + options.Value.HoldFor;
        RedisKey[] on = [keys.State, keys.Leases, .. Conversation(opened), keys.Outbox, keys.Answered];
        return ReadLease(until, await Accept.RunAsync(database, on,
            [now.Ms(), handoff.Id.Value, agent.Value, token, until.Ms(), opened.Conversation.Value, TurnRecord.Write(joined), opened.EnqueuedAt.Ms()]));
    }

    public Task<LeaseResult> ReturnAsync(Handoff handoff, string token, Utterance? notice) => ReturnAsync(handoff, token, onlyExpired: false, notice);

    public Task<LeaseResult> ReclaimAsync(Handoff handoff, string token, Utterance? notice) => ReturnAsync(handoff, token, onlyExpired: true, notice);

    public async Task<LeaseResult> RenewAsync(Handoff handoff, AgentId agent, string token)
    {
        var now = time.GetUtcNow();
        var until = now + options.Value.HoldFor;
        RedisKey[] on = [keys.State, keys.Leases, keys.Turns(handoff.Opened.Conversation)];
        return ReadLease(until, await Renew.RunAsync(database, on, [now.Ms(), handoff.Id.Value, agent.Value, token, until.Ms()]));
    }

    public async Task<LeaseResult> SayAsync(Handoff handoff, AgentId agent, string token, Utterance said)
    {
        var (opened, now) = (handoff.Opened, time.GetUtcNow());
        var until = now + options.Value.HoldFor;
        RedisKey[] on = [keys.State, keys.Leases, .. Conversation(opened), keys.Seen(opened.Conversation), keys.Outbox];
        return ReadLease(until, await Say.RunAsync(database, on,
            [now.Ms(), handoff.Id.Value, agent.Value, token, until.Ms(), opened.Conversation.Value, said.MessageId, TurnRecord.Write(said)]));
    }

    public async Task<LeaseResult> AddNoteAsync(HandoffId id, AgentId agent, string token, string text)
    {
        var now = time.GetUtcNow();
        return ReadLease(null, await AddNote.RunAsync(database, [keys.State, keys.Notes(id)], [now.Ms(), id.Value, agent.Value, token, Records.Write(new Note(now, agent, text), StoreJson.Default.StoredNote)]));
    }

    public async Task<IReadOnlyList<Note>> ReadNotesAsync(HandoffId id) =>
        [.. (await database.ListRangeAsync(keys.Notes(id))).Select(note => Records.Read(note, StoreJson.Default.StoredNote))];

    public async Task<LeaseResult> TransferAsync(Handoff handoff, AgentId agent, string token, TransferTarget target, Utterance notice)
    {
        var (opened, now) = (handoff.Opened, time.GetUtcNow());
        var skill = target.Skill ?? handoff.Skill;
        RedisKey[] on = [keys.Room, keys.State, keys.Leases, keys.Queue(skill), .. Conversation(opened), keys.Outbox];
        return ReadLease(null, await Transfer.RunAsync(database, on,
        [
            now.Ms(), handoff.Id.Value, agent.Value, token, target.Agent?.Value ?? "", skill, NewToken(), (now + options.Value.OfferFor).Ms(), (now + options.Value.SkipFor).Ms(),
            opened.Conversation.Value, TurnRecord.Write(notice),
        ]));
    }

    public async Task<LeaseResult> CloseAsync(Handoff handoff, AgentId agent, string token, Resolution resolution, string note, IReadOnlyList<Utterance> closing, BotMemory memory)
    {
        var (opened, now) = (handoff.Opened, time.GetUtcNow());
        RedisKey[] on = [keys.Room, keys.State, keys.Leases, .. Conversation(opened), keys.Outbox, keys.Closings, keys.Hour(now)];
        return ReadLease(null, await Close.RunAsync(database, on,
        [
            now.Ms(), handoff.Id.Value, agent.Value, token, opened.Conversation.Value, Records.Write(new Closing(resolution, now, agent, note), StoreJson.Default.StoredClosing),
            Records.Write(memory, StoreJson.Default.StoredBotMemory), closing.Count, .. closing.Select(TurnRecord.Write), Figure.Closed,
        ]));
    }

    public async Task<bool> WithdrawAsync(Handoff handoff, long expectedVersion, IReadOnlyList<Utterance> closing)
    {
        var opened = handoff.Opened;
        var reply = await InItsQueueAsync(handoff, skill =>
        {
            var now = time.GetUtcNow();
            RedisKey[] on =
            [
                keys.Room, keys.State, keys.Leases, .. Conversation(opened), keys.Outbox, keys.Closings, keys.Hour(now),
                keys.Queue(skill), keys.Day(Keys.DayOf(opened.EnqueuedAt)),
            ];
            return Withdraw.RunAsync(database, on,
            [
                now.Ms(), handoff.Id.Value, expectedVersion, opened.Conversation.Value, Records.Write(new Closing(Resolution.CustomerWithdrew, now, null, ""), StoreJson.Default.StoredClosing), skill,
                closing.Count, .. closing.Select(TurnRecord.Write), Figure.Closed, Figure.Withdrawn,
            ]);
        });
        return reply is not null && (int)reply[0] == (int)Reply.Done;
    }

    public Task RecordReceiptAsync(HandoffId id, Receipt receipt) => database.HashSetAsync(keys.Receipts, id.Value, HandoffRecord.Write(receipt), When.NotExists);

    public Task<Handoff?> FindAsync(HandoffId id) => _reader.FindAsync(id);

    public Task<(IReadOnlyList<Handoff> Items, long Total)> ListAsync(HandoffState state, string? skill) => _reader.ListAsync(state, skill);

    public Task<long> CountAheadAsync(string skill, long score) => database.SortedSetLengthAsync(keys.Queue(skill), double.NegativeInfinity, score);

    public Task<IReadOnlyList<long>> ReadWaitsAsync(string skill) => _reader.ReadWaitsAsync(skill);

    public Task<IReadOnlyList<Handoff>> FindExpiredAsync() => _reader.FindExpiredAsync();

    private async Task<LeaseResult> ReturnAsync(Handoff handoff, string token, bool onlyExpired, Utterance? notice)
    {
        var reply = await InItsQueueAsync(handoff, skill =>
        {
            var now = time.GetUtcNow();
            RedisKey[] on = [keys.Room, keys.State, keys.Leases, keys.Queue(skill), .. Conversation(handoff.Opened), keys.Outbox];
            return Return.RunAsync(database, on,
            [
                now.Ms(), handoff.Id.Value, token, onlyExpired ? "1" : "0", (now + options.Value.SkipFor).Ms(), handoff.Opened.Conversation.Value,
                notice is null ? "" : TurnRecord.Write(notice), skill,
            ]);
        });
        return reply is null ? new LeaseResult(LeaseOutcome.Unknown) : ReadLease(null, reply);
    }

    /// <summary>Runs a script that touches the handoff's queue. The queue's key must be declared before the script can look which one it is; when a transfer came between, again with the new one.</summary>
    private async Task<RedisResult?> InItsQueueAsync(Handoff handoff, Func<string, Task<RedisResult>> run)
    {
        for (var latest = handoff; latest is not null; latest = await FindAsync(handoff.Id))
        {
            var reply = await run(latest.Skill);
            if ((int)reply[0] != (int)Reply.OtherQueue)
            {
                return reply;
            }
        }

        return null;
    }

    private RedisKey[] Conversation(NewHandoff opened) => [keys.Conversation(opened.Conversation), keys.Turns(opened.Conversation)];

    private static OfferResult ReadOffer(RedisResult reply) => (Reply)(int)reply[0] switch
    {
        Reply.Done => new OfferResult(OfferOutcome.Offered, HandoffRecord.Read((RedisValue)reply[2], (RedisValue)reply[3])),
        Reply.NoWork => new OfferResult(OfferOutcome.NoWork),
        Reply.NotPresent => new OfferResult(OfferOutcome.NotPresent),
        Reply.NoRoom => new OfferResult(OfferOutcome.NoRoom),
        Reply.AlreadyTaken => new OfferResult(OfferOutcome.AlreadyTaken, HandoffRecord.Read((RedisValue)reply[2], (RedisValue)reply[3])),
        _ => new OfferResult(OfferOutcome.Unknown),
    };

    private static LeaseResult ReadLease(DateTimeOffset? until, RedisResult reply) => (Reply)(int)reply[0] switch
    {
        Reply.Done => new LeaseResult(LeaseOutcome.Done, until, (long)reply[1]),
        Reply.LeaseLost => new LeaseResult(LeaseOutcome.LeaseLost),
        Reply.TargetUnavailable => new LeaseResult(LeaseOutcome.TargetUnavailable),
        _ => new LeaseResult(LeaseOutcome.Unknown),
    };

    /// <summary>128 random bits, URL-safe.</summary>
    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
