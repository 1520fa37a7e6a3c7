namespace HandoffBot.Core.Routing;

/// <summary>The decision on one customer turn with everything it was made from.</summary>
/// <param name="Seq">The turn's sequence number.</param>
public sealed record DecisionRecord(long Seq, Decision Decision, IReadOnlyList<Signal> Signals);
