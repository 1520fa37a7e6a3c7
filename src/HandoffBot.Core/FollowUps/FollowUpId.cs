using System.Security.Cryptography;
using System.Text;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.FollowUps;

/// <summary>
/// Identifies a follow-up. It is derived from what the follow-up is owed for, so that opening one twice (two nodes, a repeated request) opens one.
/// It ends in the shard of its conversation.
/// </summary>
public readonly record struct FollowUpId(string Value)
{
    /// <inheritdoc cref="Conversations.Shard.In"/>
    public ushort Shard => Conversations.Shard.In(Value);

    /// <summary>The follow-up of this kind that is owed for a handoff.</summary>
    public static FollowUpId Of(FollowUpKind kind, HandoffId handoff) => new($"{Name(kind)}-{handoff.Value}");

    /// <summary>A follow-up that is owed without a handoff.</summary>
    /// <param name="occasion">What it is owed for, unique in the conversation: the number of a turn that could not be delivered, for example.</param>
    public static FollowUpId Of(FollowUpKind kind, ConversationId conversation, string occasion) =>
        new($"{Name(kind)}-{Conversations.Shard.End(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{conversation.Value}\n{occasion}")))[..32], conversation)}");

    public override string ToString() => Value;

    private static string Name(FollowUpKind kind) => kind.ToString().ToLowerInvariant();
}
