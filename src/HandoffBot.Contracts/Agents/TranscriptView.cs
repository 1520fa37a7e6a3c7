namespace HandoffBot.Contracts.Agents;

/// <summary><c>GET /api/agent/handoffs/{id}/transcript?after=seq</c>.</summary>
/// <param name="Receipt">What was handed over at pickup; null before.</param>
/// <param name="IsComplete">The stored turns still give the receipt's digest; null before pickup, and with <c>after</c>, which does not read them.</param>
/// <param name="Undelivered">Turns that the customer's channel refused for good, whatever <c>after</c> says; null when there are none.</param>
public sealed record TranscriptView(string ConversationId, IReadOnlyList<TurnView> Turns, ReceiptView? Receipt, bool? IsComplete, IReadOnlyList<UndeliveredView>? Undelivered = null);

/// <summary>Words that the customer has not read, and never will on that channel.</summary>
/// <param name="At">When the channel refused them.</param>
/// <param name="Code">One of rejected, blocked, gone, too_long, not_allowed.</param>
/// <param name="Text">One phrase for people.</param>
/// <param name="Detail">What the channel said, for operators.</param>
public sealed record UndeliveredView(long Seq, DateTimeOffset At, string Code, string Text, string? Detail);

/// <param name="Seq">1 for the first turn, without gaps.</param>
/// <param name="Speaker"><c>customer</c>, <c>bot</c>, <c>agent</c> or <c>system</c>.</param>
public sealed record TurnView(
    long Seq,
    DateTimeOffset At,
    string Speaker,
    string? Name,
    string Text,
    IReadOnlyList<string>? Attachments,
    IReadOnlyList<SignalView>? Signals,
    DecisionView? Decision);

/// <param name="Kind">For example <c>human_request</c>.</param>
/// <param name="Value">See the kind; null when unknown.</param>
/// <param name="Evidence">The customer's words it was read from.</param>
public sealed record SignalView(string Kind, double? Value, double Confidence, string? Label, string? Evidence, bool Unknown);

/// <param name="Kind"><c>answer</c>, <c>clarify</c>, <c>hand_off</c> or <c>pass_to_agent</c>.</param>
/// <param name="Why">The decision in one sentence, without a full stop.</param>
public sealed record DecisionView(string Kind, IReadOnlyList<ReasonView> Reasons, string? Topic, string PolicyVersion, string Why);

/// <summary><c>GET /api/agent/handoffs/{id}/notes</c>.</summary>
public sealed record NoteList(IReadOnlyList<NoteView> Items);

public sealed record NoteView(DateTimeOffset At, string Agent, string Text);
