namespace HandoffBot.Core.Outbox;

/// <summary>A turn that its channel refused for good: the customer has not read it.</summary>
/// <param name="Seq">The turn's place in the transcript.</param>
/// <param name="At">When it was refused.</param>
/// <param name="Detail">For operators; no customer's words.</param>
public sealed record Undelivered(long Seq, DateTimeOffset At, Refusal Why, string? Detail);
