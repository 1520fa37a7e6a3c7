namespace HandoffBot.Core.FollowUps;

/// <param name="Open">Owed now.</param>
/// <param name="Overdue">Of them, past their due instant.</param>
public sealed record FollowUpCounts(long Open, long Overdue);
