namespace HandoffBot.Core.Conversations;

/// <summary>A conversation and its latest turns (oldest first, at most <see cref="Limits.RecentTurns"/>), read in one step.</summary>
public sealed record Snapshot(Conversation Conversation, IReadOnlyList<Turn> Recent)
{
    /// <summary>Customer turns nobody has dealt with yet, oldest first.</summary>
    public IEnumerable<Turn> Unanswered => Recent.Where(turn => turn.IsFromCustomer && turn.Seq > Conversation.AnsweredSeq);
}
