namespace HandoffBot.Core.Outbox;

/// <summary>Why a channel will never take a turn.</summary>
public enum Refusal
{
    /// <summary>It does not accept this turn, for a reason that another try would meet again.</summary>
    Rejected,

    /// <summary>The customer has blocked the bot, or it was removed from their channel.</summary>
    Blocked,

    /// <summary>The conversation does not exist there any more.</summary>
    Gone,

    /// <summary>The words are longer than the channel takes.</summary>
    TooLong,

    /// <summary>We may not send to that address.</summary>
    NotAllowed,
}
