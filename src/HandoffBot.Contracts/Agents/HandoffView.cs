namespace HandoffBot.Contracts.Agents;

/// <summary>A handoff as agents see it.</summary>
/// <param name="State"><c>waiting</c>, <c>offered</c>, <c>held</c> or <c>closed</c>.</param>
/// <param name="Priority"><c>normal</c>, <c>high</c>, <c>urgent</c> or <c>crisis</c>.</param>
/// <param name="Stakes">For example <c>fraud</c>; null when nothing special is at stake.</param>
/// <param name="WaitedSeconds">From enqueue to the first person's answer, or until now.</param>
/// <param name="Position">1 = next in its queue; null unless waiting.</param>
/// <param name="LeaseToken">Only for its holder.</param>
/// <param name="LastSaid">The last thing the customer said, for lists; null in replies to actions.</param>
public sealed record HandoffView(
    string Id,
    string ConversationId,
    string State,
    string Skill,
    string Priority,
    IReadOnlyList<ReasonView> Reasons,
    string? Stakes,
    string Language,
    string Channel,
    DateTimeOffset EnqueuedAt,
    long WaitedSeconds,
    long? Position,
    CustomerView Customer,
    HolderView? Holder,
    DateTimeOffset? LeaseUntil,
    string? LeaseToken,
    ReceiptView? Receipt,
    string? Topic,
    string? Resolution,
    string? LastSaid)
{
    /// <summary>All reasons in one sentence, with what it is about, without a full stop.</summary>
    public string? Why { get; init; }

    /// <summary>The number its customer can ask by.</summary>
    public string? Reference { get; init; }

    /// <summary>When a person should have taken it, in working time; null unless waiting or offered.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary><c>kept</c>, <c>at_risk</c> (others may take it too) or <c>overdue</c>; null unless waiting or offered.</summary>
    public string? Promise { get; init; }
}

/// <param name="Code">One of human_request, emotion, high_stakes, complexity, no_progress, low_confidence, failure, policy.</param>
/// <param name="Text">One phrase for people.</param>
public sealed record ReasonView(string Code, string Text);

public sealed record CustomerView(string Id, string Name);

public sealed record HolderView(string Id, string Name);

/// <param name="Turns">Turns handed over at pickup.</param>
/// <param name="Sha256">Digest over them, lower-case hexadecimal.</param>
public sealed record ReceiptView(long Turns, string Sha256);

/// <param name="Total">All handoffs in that state, also those that are not in this page.</param>
public sealed record HandoffList(IReadOnlyList<HandoffView> Items, long Total);
