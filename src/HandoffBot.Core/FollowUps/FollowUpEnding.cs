using HandoffBot.Core.Agents;

namespace HandoffBot.Core.FollowUps;

/// <summary>How a follow-up ended.</summary>
/// <param name="By">The person who marked it done; null when the customer withdrew.</param>
/// <param name="Note">What came of it; empty when nothing was written.</param>
public sealed record FollowUpEnding(DateTimeOffset At, AgentId? By, string Note);
