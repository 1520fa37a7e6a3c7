using System.Globalization;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using StackExchange.Redis;

namespace HandoffBot.Redis.Conversations;

/// <summary>A conversation's hash: which fields scripts hand out, and how they are read.</summary>
internal static class ConversationRecord
{
    /// <summary>In the order in which <see cref="Read"/> takes them.</summary>
    public static RedisValue[] Fields { get; } = ["version", "owner", "answered", "language", "address", "customer", "memory", "handoff", "agent"];

    public static Conversation Read(ConversationId id, RedisValue[] fields, long lastSeq) => new()
    {
        Id = id,
        Version = Number(fields[0]),
        Owner = (string?)fields[1] switch
        {
            "B" => Owner.Bot,
            "Q" => Owner.Queue,
            "A" => Owner.Agent,
            var unknown => throw new FormatException($"Conversation {id} has the owner '{unknown}'."),
        },
        LastSeq = lastSeq,
        AnsweredSeq = Number(fields[2]),
        Language = fields[3]!,
        Address = Records.Read(fields[4], StoreJson.Default.StoredChannelAddress),
        Customer = Records.Read(fields[5], StoreJson.Default.StoredCustomer),
        Memory = fields[6].IsNullOrEmpty ? BotMemory.Empty : Records.Read(fields[6], StoreJson.Default.StoredBotMemory),
        Handoff = fields[7].IsNullOrEmpty ? null : new HandoffId(fields[7]!),
        Agent = fields[8].IsNullOrEmpty ? null : new AgentId(fields[8]!),
    };

    private static long Number(RedisValue value) => long.Parse((string)value!, CultureInfo.InvariantCulture);
}
