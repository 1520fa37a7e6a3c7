using System.Globalization;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Channels.DirectLine;

/// <summary>Names and ids of our own Direct Line channel.</summary>
internal static class DirectLineChannel
{
    public const string Id = "directline";

    /// <summary>One id for bot, people and notices: clients end a typing indicator when its sender's message comes.</summary>
    public const string BotId = "handoffbot";

    public static ChannelAddress Address(ConversationId conversation, string user, string? userName, string? locale) => new()
    {
        Channel = Id,
        ExternalId = conversation.Value,
        BotId = BotId,
        UserId = user,
        UserName = userName,
        Locale = locale,
    };

    /// <summary>Whether it is an id that we gave. Keeps the holder of the secret away from conversations on other channels.</summary>
    public static bool IsOurs(string conversation) => conversation.Length == 32 && conversation.All(char.IsAsciiHexDigitLower);

    public static string ActivityId(ConversationId conversation, long seq) => string.Create(CultureInfo.InvariantCulture, $"{conversation.Value}|{seq:D7}");

    /// <summary>For what is not part of the transcript.</summary>
    public static string PassingId(ConversationId conversation, TimeProvider time) => $"{conversation.Value}|{Guid.CreateVersion7(time.GetUtcNow()):N}";

    /// <summary>The sequence number a watermark stands for; what is not ours replays everything. No transcript is longer than an <see cref="int"/> counts.</summary>
    public static long ReadWatermark(string? watermark) => int.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : 0;

    public static string Watermark(long seq) => seq.ToString(CultureInfo.InvariantCulture);
}
