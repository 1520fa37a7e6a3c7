using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Handoffs;

/// <summary>
/// Identifies a handoff: a version-7 GUID, so that equal scores keep the order of asking. Its last four hexadecimal digits are the shard of its conversation, so
/// that both lie in the same partition of the store and either id tells which.
/// </summary>
public readonly record struct HandoffId(string Value)
{
    /// <inheritdoc cref="Conversations.Shard.In"/>
    public ushort Shard => Conversations.Shard.In(Value);

    public static HandoffId For(ConversationId conversation, TimeProvider time) => new(Conversations.Shard.End(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), conversation));

    public override string ToString() => Value;
}
