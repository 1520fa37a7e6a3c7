namespace HandoffBot.Core.Guarantees;

/// <summary>One promise of the product, and whether it is kept.</summary>
/// <param name="Id"><c>G1</c> to <c>G10</c>.</param>
/// <param name="Detail">What it is judged by, with the figures of now; for operators.</param>
public sealed record Guarantee(string Id, string Title, GuaranteeState State, string Detail);
