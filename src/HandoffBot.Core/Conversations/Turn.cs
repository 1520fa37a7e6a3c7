namespace HandoffBot.Core.Conversations;

/// <summary>One thing said, at its place in the transcript.</summary>
/// <param name="Seq">1 for the first turn, without gaps.</param>
/// <param name="At">When it was recorded; strictly later than the turn before.</param>
/// <param name="Said">The words and who spoke them.</param>
public sealed record Turn(long Seq, DateTimeOffset At, Utterance Said)
{
    public bool IsFromCustomer => Said.Speaker == Speaker.Customer;
}
