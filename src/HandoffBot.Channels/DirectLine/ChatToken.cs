using System.Security.Cryptography;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Channels.DirectLine;

/// <summary>What a token says: which conversation its bearer may use, and as whom.</summary>
/// <param name="User">The bound user; null lets the client name itself.</param>
/// <param name="Locale">BCP 47 tag that the chat was opened with.</param>
internal sealed record ChatToken(ConversationId Conversation, string? User, string? Locale = null)
{
    /// <summary>Direct Line reserves this prefix for users that a token binds.</summary>
    public const string BoundPrefix = "dl_";

    /// <summary>An unguessable user, 128 bits.</summary>
    public static string NewUser() => BoundPrefix + RandomNumberGenerator.GetHexString(32, lowercase: true);
}
