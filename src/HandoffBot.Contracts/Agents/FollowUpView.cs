namespace HandoffBot.Contracts.Agents;

/// <summary>Something owed to a customer, as agents see it.</summary>
/// <param name="HandoffId">The handoff it is owed for; null when it is owed without one.</param>
/// <param name="Reference">The number the customer was told; null when none was.</param>
/// <param name="Kind"><c>callback</c>, <c>message</c>, <c>check</c> or <c>delivery_failed</c>.</param>
/// <param name="Why">One phrase for people.</param>
/// <param name="State"><c>open</c>, <c>done</c> or <c>withdrawn</c>.</param>
/// <param name="IsOverdue">Open past its due instant.</param>
/// <param name="Owner">Who has it, or who is responsible until somebody has; null when nobody is.</param>
/// <param name="IsTaken">A named person has it.</param>
/// <param name="Contact">Number or address and time in the customer's own words; null when they gave none.</param>
/// <param name="Ended">How it ended; null while it is open.</param>
/// <param name="Notes">What colleagues wrote when they passed it on, oldest first; only where a single one is asked for.</param>
public sealed record FollowUpView(
    string Id,
    string ConversationId,
    string? HandoffId,
    string? Reference,
    string Kind,
    string Why,
    string State,
    string Skill,
    string Channel,
    string Language,
    DateTimeOffset OpenedAt,
    DateTimeOffset DueAt,
    bool IsOverdue,
    CustomerView Customer,
    HolderView? Owner,
    bool IsTaken,
    string? Contact,
    FollowUpEndView? Ended,
    IReadOnlyList<NoteView>? Notes);

/// <param name="By">Who marked it done; null when the customer withdrew.</param>
/// <param name="Note">What came of it.</param>
public sealed record FollowUpEndView(DateTimeOffset At, HolderView? By, string Note);

/// <summary><c>GET /api/agent/follow-ups?state=&amp;owner=</c>: open ones by due instant, ended ones newest first.</summary>
/// <param name="Total">All that match, also those that are not in this page.</param>
public sealed record FollowUpList(IReadOnlyList<FollowUpView> Items, long Total);

/// <summary><c>POST /api/agent/follow-ups/{id}/hand-over</c>.</summary>
public sealed record HandOverRequest(string? Agent, string? Note);
