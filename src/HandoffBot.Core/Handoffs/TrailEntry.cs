namespace HandoffBot.Core.Handoffs;

/// <summary>One line of a handoff's trail, written in the same step as the change it tells of.</summary>
/// <param name="What">
/// <c>opened</c>, <c>offered</c>, <c>accepted</c>, <c>declined</c>, <c>missed</c> (an offer ran out), <c>given_back</c>, <c>lease_expired</c>, <c>transferred</c>, <c>reassigned</c>,
/// <c>noted</c>, <c>taken_as_follow_up</c>, <c>closed</c>, <c>withdrawn</c>, <c>repaired</c>, <c>moved</c> (its skill is no longer configured), <c>raised</c> (moved ahead), or what an overdue mark is called.
/// </param>
/// <param name="Who">An agent's id; or <c>bot</c>, <c>customer</c>, <c>auditor</c>; empty for the passing of time.</param>
/// <param name="Why">To whom or to which queue it went, what was wrong, what is at stake; empty when there is nothing to add.</param>
public sealed record TrailEntry(DateTimeOffset At, string What, string Who, string Why);
