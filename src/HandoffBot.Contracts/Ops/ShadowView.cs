namespace HandoffBot.Contracts.Ops;

/// <summary><c>GET /api/ops/shadow?from=&amp;to=</c>: how the policy that is only watched would have decided the turns of an interval.</summary>
/// <param name="Version">Of the watched policy; null when none is watched, and everything else is then 0.</param>
/// <param name="Live">The version that decides.</param>
/// <param name="Turns">Customer turns that both decided.</param>
/// <param name="Agreed">Decided alike.</param>
/// <param name="AgreementRate">Agreed divided by turns, 0 to 1; 1 when there were none.</param>
/// <param name="OnlyLive">Turns that only the live policy handed off.</param>
/// <param name="OnlyShadow">Turns that only the watched one would have handed off.</param>
/// <param name="Otherwise">Both hand off, to another team or with another priority; or both do not, and the bot would say something else.</param>
/// <param name="Failed">Turns on which the watched policy came to no decision.</param>
/// <param name="Examples">The latest turns that differ, whatever the interval.</param>
public sealed record ShadowView(
    string? Version, string Live, DateTimeOffset From, DateTimeOffset To, long Turns, long Agreed, double AgreementRate, long OnlyLive, long OnlyShadow, long Otherwise, long Failed, IReadOnlyList<ShadowExampleView> Examples);

/// <param name="Verdict"><c>only_live</c>, <c>only_shadow</c> or <c>otherwise</c>.</param>
/// <param name="LiveWhy">What was decided, in one sentence without words of the customer.</param>
/// <param name="ShadowWhy">What would have been.</param>
public sealed record ShadowExampleView(string ConversationId, long Seq, DateTimeOffset At, string Verdict, string LiveWhy, string ShadowWhy);
