namespace HandoffBot.Server.Drill;

/// <summary>One lease as its agent knows it. It certainly lasted from when the agent was told of it until the agent sent the last request that it allowed.</summary>
internal sealed class Tenure(string agent, string handoff, string token, long toldAt)
{
    private long _actedAt = toldAt;

    public string Agent => agent;

    public string Handoff => handoff;

    public string Token => token;

    /// <summary>Timestamps of one clock, the drill's.</summary>
    public long ToldAt { get; } = toldAt;

    /// <inheritdoc cref="ToldAt"/>
    public long ActedAt => Interlocked.Read(ref _actedAt);

    /// <param name="sentAt">When the request was sent that the lease allowed.</param>
    public void Acted(long sentAt) => Interlocked.Exchange(ref _actedAt, Math.Max(sentAt, ActedAt));

    /// <summary>Both held the same handoff at some instant.</summary>
    public bool Overlaps(Tenure other) => Token != other.Token && Math.Max(ToldAt, other.ToldAt) < Math.Min(ActedAt, other.ActedAt);
}
