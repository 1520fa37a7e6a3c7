namespace HandoffBot.Core.Conversations;

/// <summary>The store's answer to a <see cref="BotCommit"/>.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Ahead">On <see cref="CommitOutcome.PlaceChanged"/>: how many handoffs would really be ahead.</param>
public readonly record struct Committed(CommitOutcome Outcome, long Ahead = 0);

/// <summary>Outcomes of a commit; all but Done wrote nothing.</summary>
public enum CommitOutcome
{
    Done,

    /// <summary>The conversation moved on: load it again and decide anew.</summary>
    Conflict,

    /// <summary>The queue or a person owns the conversation: the bot's words are dropped.</summary>
    NotOwner,

    /// <summary>Another number of handoffs is ahead than the notice says.</summary>
    PlaceChanged,
}
