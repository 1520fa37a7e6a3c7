namespace HandoffBot.Core.Conversations;

/// <summary>What became of an inbound message.</summary>
/// <param name="IsDuplicate">The message id was recorded before; nothing was written.</param>
/// <param name="Seq">Sequence number of the turn, also for a duplicate; 0 for a message that is kept aside.</param>
/// <param name="Snapshot">The conversation after the turn; null for a duplicate and for a message that is kept aside.</param>
public sealed record Received(bool IsDuplicate, long Seq, Snapshot? Snapshot)
{
    /// <summary>The store is away: the message is safe on this node's disk and has no place in the transcript yet.</summary>
    public static Received Kept { get; } = new(false, 0, null);

    public bool IsKept => ReferenceEquals(this, Kept);
}
