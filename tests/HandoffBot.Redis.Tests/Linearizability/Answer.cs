namespace HandoffBot.Redis.Tests.Linearizability;

/// <summary>What the store said, reduced to what a caller can rely on.</summary>
internal sealed record Answer(string Outcome, long Seq = 0, string? Handoff = null, string? Token = null)
{
    public const string Done = "Done", Offered = "Offered", NoWork = "NoWork", NotPresent = "NotPresent", NoRoom = "NoRoom", Taken = "AlreadyTaken", Unknown = "Unknown",
        LeaseLost = "LeaseLost", TargetUnavailable = "TargetUnavailable", Duplicate = "Duplicate", Conflict = "Conflict", NotOwner = "NotOwner", Refused = "Refused";
}
