using System.Globalization;

namespace HandoffBot.Core.Conversations;

/// <summary>The last four hexadecimal digits of an id that lies beside its conversation: the conversation's shard.</summary>
internal static class Shard
{
    private const int Digits = 4;

    /// <summary>The shard an id ends in; 0 for an id that none of ours can have.</summary>
    public static ushort In(string id) =>
        id.Length >= Digits && ushort.TryParse(id.AsSpan(id.Length - Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var shard) ? shard : (ushort)0;

    /// <param name="hex">A hexadecimal id, whose last digits are replaced.</param>
    public static string End(string hex, ConversationId conversation) => string.Concat(hex.AsSpan(0, hex.Length - Digits), conversation.Shard.ToString("x4", CultureInfo.InvariantCulture));
}
