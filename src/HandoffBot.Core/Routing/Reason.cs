namespace HandoffBot.Core.Routing;

/// <summary>Why a decision was taken.</summary>
/// <param name="Code">The kind of reason.</param>
/// <param name="Evidence">The customer's words, or what was missing; null where there is nothing to quote.</param>
public sealed record Reason(ReasonCode Code, string? Evidence = null);
