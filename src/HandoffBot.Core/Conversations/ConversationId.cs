namespace HandoffBot.Core.Conversations;

/// <summary>Identifies one customer on one channel: a version-7 GUID for our own Direct Line channel, <c>channel|id</c> for Bot Framework channels.</summary>
public readonly record struct ConversationId(string Value)
{
    /// <summary>
    /// Where it lies among the partitions of the store: the same on every node and in every version, however many partitions there are. FNV-1a over the UTF-16
    /// code units, folded to 16 bits.
    /// </summary>
    public ushort Shard
    {
        get
        {
            var hash = 2166136261u;
            foreach (var unit in Value)
            {
                hash = (hash ^ unit) * 16777619u;
            }

            return (ushort)(hash ^ (hash >> 16));
        }
    }

    /// <summary>A new id that sorts by the instant it was made.</summary>
    public static ConversationId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));

    /// <summary>The id for a conversation that a Bot Framework channel names itself.</summary>
    public static ConversationId On(string channel, string externalId) => new($"{channel}|{externalId}");

    public override string ToString() => Value;
}
