namespace HandoffBot.Core.Routing;

/// <summary>The policy that decides now and, beside it, the one that is only watched. Either is replaced as a whole while turns are decided; whoever decides takes both once.</summary>
public sealed class PoliciesInForce(RoutingPolicy live)
{
    private volatile Pair _pair = new(live, null);

    public RoutingPolicy Live => _pair.Live;

    public Pair Current => _pair;

    public void Replace(RoutingPolicy live, RoutingPolicy? shadow) => _pair = new(live, shadow);

    /// <param name="Shadow">Null when none is watched.</param>
    public sealed record Pair(RoutingPolicy Live, RoutingPolicy? Shadow);
}
