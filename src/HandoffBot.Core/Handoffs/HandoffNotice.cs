namespace HandoffBot.Core.Handoffs;

/// <summary>What a customer is told about their handoff.</summary>
/// <param name="Position">1 = next; null when not waiting or not known at this instant.</param>
/// <param name="Wait">Null when there is no basis for an estimate.</param>
/// <param name="Agent">Name of the person who holds it; null unless Held.</param>
/// <param name="OpensAt">When somebody is on shift again; null while somebody is, or when that is not known.</param>
/// <param name="Reference">The number to ask about it by; null when none was told.</param>
public sealed record HandoffNotice(HandoffId Id, HandoffState State, long? Position = null, WaitEstimate? Wait = null, string? Agent = null, DateTimeOffset? OpensAt = null, string? Reference = null);
