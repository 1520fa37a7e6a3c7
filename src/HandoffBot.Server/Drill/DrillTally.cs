namespace HandoffBot.Server.Drill;

/// <summary>What has happened so far, for the progress line and the report.</summary>
internal sealed class DrillTally
{
    public Counter Requests { get; } = new();
    public Counter UnknownOutcomes { get; } = new();
    public Counter Conversations { get; } = new();
    public Counter CustomerWords { get; } = new();
    public Counter Asked { get; } = new();
    public Counter Withdrawals { get; } = new();
    public Counter Taken { get; } = new();
    public Counter AgentWords { get; } = new();
    public Counter Closed { get; } = new();
    public Counter Transfers { get; } = new();
    public Counter Declined { get; } = new();
    public Counter Vanished { get; } = new();
    public Counter LeasesLost { get; } = new();
    public Counter NodeKills { get; } = new();
    public Counter NodeFreezes { get; } = new();
    public Counter RedisKills { get; } = new();
    public Counter RedisFreezes { get; } = new();
    public Counter Disturbances { get; } = new();

    public long RedisFaults => RedisKills.Value + RedisFreezes.Value + Disturbances.Value;
}
