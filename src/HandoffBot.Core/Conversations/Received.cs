namespace HandoffBot.Core.Conversations;

/// <summary>What became of an inbound message.</summary>
/// <param name="IsDuplicate">The message id was recorded before; nothing was written.</param>
/// <param name="Seq">Sequence number of the turn, also for a duplicate.</param>
/// <param name="Snapshot">The conversation after the turn; null for a duplicate.</param>
public sealed record Received(bool IsDuplicate, long Seq, Snapshot? Snapshot);
