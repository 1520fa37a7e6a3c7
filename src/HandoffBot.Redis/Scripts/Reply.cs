namespace HandoffBot.Redis.Scripts;

/// <summary>First number of a script's reply: 1 for done, a negative one for a refusal that wrote nothing.</summary>
internal enum Reply
{
    Done = 1,

    /// <summary>The conversation is at another version.</summary>
    Conflict = -1,

    /// <summary>The bot does not own the conversation.</summary>
    NotOwner = -2,

    /// <summary>Another number of handoffs is ahead than the notice says.</summary>
    PlaceChanged = -3,
    NoWork = -4,

    /// <summary>The agent is not available.</summary>
    NotPresent = -5,

    /// <summary>The agent's capacity is used up.</summary>
    NoRoom = -6,
    AlreadyTaken = -7,
    Unknown = -8,

    /// <summary>The handoff is in another skill's queue than the one whose key was passed; the caller reads it again.</summary>
    OtherQueue = -9,

    /// <summary>The token is not that of a live lease.</summary>
    LeaseLost = -10,
    TargetUnavailable = -11,

    /// <summary>The message id was recorded before.</summary>
    Duplicate = -12,

    /// <summary>Another person has the follow-up.</summary>
    NotYours = -13,

    /// <summary>The follow-up is done or withdrawn.</summary>
    Ended = -14,

    /// <summary>The customer has said something that the agent had not seen when they acted.</summary>
    UnseenTurns = -16,

    /// <summary>A newer claim of the same agent has looked there since; this one looks again.</summary>
    OutdatedClaim = -15,
}
