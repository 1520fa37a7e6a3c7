using System.Globalization;
using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;
using HandoffBot.Redis.Durability;
using HandoffBot.Redis.Handoffs;
using HandoffBot.Redis.Reports;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.Conversations;

/// <inheritdoc cref="IConversationStore"/>
internal sealed class ConversationStore(IDatabase database, Keys keys, Replicas replicas, TimeProvider time) : IConversationStore
{
    private const string DecisionPrefix = "d:";
    private static readonly Script Start = Script.Load("start-conversation");
    private static readonly Script Receive = Script.Load("receive-turn");
    private static readonly Script Load = Script.Load("load-conversation");
    private static readonly Script Commit = Script.Load("commit-turn");
    private static readonly Script Append = Script.Load("append-notice");

    public async Task<bool> StartAsync(ConversationId id, ChannelAddress address, Customer customer, string language, Utterance greeting)
    {
        var (now, at) = (time.GetUtcNow(), keys.Of(id));
        RedisKey[] on = [at.Conversation(id), at.Turns(id), at.Outbox, at.Hour(now)];
        return (int)await Start.RunAsync(database, on, [now.Ms(), id.Value, Address(address), Person(customer), language, Flag(address.NeedsConnector), TurnRecord.Write(greeting), Figure.Opened(address)]) == 1;
    }

    public async Task<Received> ReceiveAsync(InboundMessage message, string language, DateTimeOffset replyBy)
    {
        var (id, now, at) = (message.Conversation, time.GetUtcNow(), keys.Of(message.Conversation));
        var said = new Utterance
        {
            Speaker = Speaker.Customer,
            Name = message.Customer.Name.Length > 0 ? message.Customer.Name : null,
            Text = message.Text,
            MessageId = message.MessageId,
            ChannelData = message.ChannelData,
            Value = message.Value,
        };
        var saidAt = message.SaidAt ?? now;
        RedisKey[] on = [at.Conversation(id), at.Turns(id), at.Seen(id), at.Pending, at.Hour(saidAt)];
        var reply = await replicas.HaveAsync(at, () => Receive.RunAsync(database, on,
        [
            saidAt.Ms(), id.Value, message.MessageId, TurnRecord.Write(said), replyBy.Ms(), Address(message.Address), Person(message.Customer), language, Flag(message.Address.NeedsConnector), Limits.RecentTurns,
            ConversationRecord.Fields.Length, .. ConversationRecord.Fields, Figure.Opened(message.Address),
        ]));
        return (int)reply[0] == (int)Reply.Duplicate
            ? new Received(true, (long)reply[1], null)
            : new Received(false, (long)reply[0], ReadSnapshot(id, reply[1], reply[2], reply[3]));
    }

    public async Task<Snapshot?> LoadAsync(ConversationId id)
    {
        var reply = await Load.RunAsync(database, [keys.Of(id).Conversation(id), keys.Of(id).Turns(id)], [Limits.RecentTurns, .. ConversationRecord.Fields]);
        return reply.Length == 0 ? null : ReadSnapshot(id, reply[0], reply[1], reply[2]);
    }

    public async Task<IReadOnlyList<Turn>> ReadTurnsAsync(ConversationId id, long after) =>
        TurnRecord.ReadAll(after + 1, await database.ListRangeAsync(keys.Of(id).Turns(id), after, after + Limits.TurnsPerPage - 1));

    public async Task<Committed> CommitAsync(BotCommit commit)
    {
        var (id, now, at) = (commit.Conversation, time.GetUtcNow(), keys.Of(commit.Conversation));
        var handoff = commit.Handoff;
        RedisKey[] on = [at.Conversation(id), at.Turns(id), at.Pending, at.Outbox, at.Hour(handoff?.EnqueuedAt ?? now)];
        var elsewhere = 0L;
        if (handoff is not null)
        {
            on = [.. on, at.Handoffs, at.Queue(handoff.Skill)];
            elsewhere = commit.ExpectedAhead is null ? 0 : await CountAheadElsewhereAsync(at, handoff);
            // Once committed, the promise can be read. So the request is safe before: whatever is lost after that, the pending loop finds the request.
            await replicas.HaveAsync(at);
        }

        var reply = handoff is null ? await RunAsync() : await replicas.HaveAsync(at, RunAsync);
        return (Reply)(int)reply[0] switch
        {
            Reply.Done => new Committed(CommitOutcome.Done),
            Reply.NotOwner => new Committed(CommitOutcome.NotOwner),
            Reply.PlaceChanged => new Committed(CommitOutcome.PlaceChanged, (long)reply[1] + elsewhere),
            _ => new Committed(CommitOutcome.Conflict),
        };

        Task<RedisResult> RunAsync() => Commit.RunAsync(database, on,
        [
            now.Ms(), id.Value, commit.ExpectedVersion, commit.AnsweredSeq, Records.Write(commit.Memory, StoreJson.Default.StoredBotMemory),
            handoff?.Id.Value ?? "", handoff is null ? "" : Records.Write(handoff, StoreJson.Default.StoredNewHandoff), handoff is null ? "" : HandoffRecord.Waiting(handoff), handoff?.Score ?? 0, commit.ExpectedAhead - elsewhere ?? RedisValue.EmptyString,
            commit.Language ?? "", commit.Replies.Count, commit.Decisions.Count,
            .. commit.Replies.Select(TurnRecord.Write),
            .. commit.Decisions.SelectMany(decision => new RedisValue[] { DecisionField(decision.Seq), Decision(decision) }),
            .. Figure.Committed(commit),
        ]);
    }

    public async Task<bool> AppendNoticeAsync(ConversationId id, long expectedVersion, Utterance notice) =>
        (int)await Append.RunAsync(database, [keys.Of(id).Conversation(id), keys.Of(id).Turns(id), keys.Of(id).Outbox], [time.GetUtcNow().Ms(), id.Value, expectedVersion, TurnRecord.Write(notice)]) == 1;

    public Task RecordDecisionAsync(ConversationId id, DecisionRecord decision) => database.HashSetAsync(keys.Of(id).Conversation(id), DecisionField(decision.Seq), Decision(decision));

    public async Task<IReadOnlyDictionary<long, DecisionRecord>> ReadDecisionsAsync(ConversationId id) =>
        (await database.HashGetAllAsync(keys.Of(id).Conversation(id))).Where(entry => entry.Name.StartsWith(DecisionPrefix))
            .ToDictionary(entry => long.Parse(((string)entry.Name!)[DecisionPrefix.Length..], CultureInfo.InvariantCulture), entry => Records.Read(entry.Value, StoreJson.Default.StoredDecisionRecord));

    public async Task<IReadOnlyList<ConversationId>> FindOverdueRepliesAsync() =>
        [.. (await database.FindDueAsync(keys, at => at.Pending, time.GetUtcNow())).Select(id => new ConversationId(id!))];

    /// <summary>
    /// Who is ahead in the other partitions. Read just before the commit: with one partition the place a customer is told is checked by the script itself, with several
    /// the part of it that lies elsewhere may be a moment old.
    /// </summary>
    private async Task<long> CountAheadElsewhereAsync(PartitionKeys own, NewHandoff handoff) =>
        (await Task.WhenAll(keys.All.Where(other => other != own).Select(other => database.SortedSetLengthAsync(other.Queue(handoff.Skill), double.NegativeInfinity, handoff.Score)))).Sum();

    private static Snapshot ReadSnapshot(ConversationId id, RedisResult fields, RedisResult count, RedisResult recent)
    {
        var (lastSeq, latest) = ((long)count, (RedisValue[])recent!);
        return new Snapshot(ConversationRecord.Read(id, (RedisValue[])fields!, lastSeq), TurnRecord.ReadAll(lastSeq - latest.Length + 1, latest));
    }

    private static RedisValue Address(ChannelAddress address) => Records.Write(address, StoreJson.Default.StoredChannelAddress);

    private static RedisValue Person(Customer customer) => Records.Write(customer, StoreJson.Default.StoredCustomer);

    private static RedisValue Decision(DecisionRecord decision) => Records.Write(decision, StoreJson.Default.StoredDecisionRecord);

    private static RedisValue DecisionField(long seq) => string.Create(CultureInfo.InvariantCulture, $"{DecisionPrefix}{seq}");

    private static RedisValue Flag(bool value) => value ? "1" : "0";
}
