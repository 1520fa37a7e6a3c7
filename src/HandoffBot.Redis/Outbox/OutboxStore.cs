using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outbox;
using HandoffBot.Redis.Conversations;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.Outbox;

/// <inheritdoc cref="IOutboxStore"/>
internal sealed class OutboxStore(IDatabase database, Keys keys, TimeProvider time) : IOutboxStore
{
    private static readonly Script Claim = Script.Load("claim-outgoing");
    private static readonly Script Acknowledge = Script.Load("acknowledge-outgoing");

    public async Task<OutboxBatch?> ClaimAsync(ConversationId id, DateTimeOffset until)
    {
        var reply = await Claim.RunAsync(database, KeysOf(id), [time.GetUtcNow().Ms(), id.Value, until.Ms(), Limits.RecentTurns, .. ConversationRecord.Fields]);
        if (reply.Length == 0)
        {
            return null;
        }

        var sent = (long)reply[3];
        var turns = TurnRecord.ReadAll(sent + 1, (RedisValue[])reply[2]!);
        return new OutboxBatch(
            ConversationRecord.Read(id, (RedisValue[])reply[0]!, (long)reply[1]),
            [.. turns.Where(turn => !turn.IsFromCustomer)],
            sent + turns.Count,
            (int)reply[4]);
    }

    public Task AcknowledgeAsync(ConversationId id, long sentSeq, DateTimeOffset? retryAt) =>
        Acknowledge.RunAsync(database, KeysOf(id), [time.GetUtcNow().Ms(), id.Value, sentSeq, retryAt?.Ms() ?? ""]);

    public Task RecordUndeliveredAsync(ConversationId id, Undelivered undelivered) =>
        database.HashSetAsync(keys.Of(id).Undelivered(id), undelivered.Seq, Records.Write(undelivered, StoreJson.Default.StoredUndelivered), When.NotExists);

    public async Task<IReadOnlyList<Undelivered>> ReadUndeliveredAsync(ConversationId id) =>
        [.. (await database.HashValuesAsync(keys.Of(id).Undelivered(id))).Select(one => Records.Read(one, StoreJson.Default.StoredUndelivered)).OrderBy(one => one.Seq)];

    public async Task<IReadOnlyList<ConversationId>> FindDueAsync() =>
        [.. (await database.FindDueAsync(keys, at => at.Outbox, time.GetUtcNow())).Select(id => new ConversationId(id!))];

    private RedisKey[] KeysOf(ConversationId id) => [keys.Of(id).Conversation(id), keys.Of(id).Turns(id), keys.Of(id).Outbox];
}
