namespace HandoffBot.Contracts.Agents;

/// <summary><c>GET /api/agent/handoffs/{id}/transcript?after=seq</c>.</summary>
/// <param name="Receipt">What was handed over at pickup; null before.</param>
/// <param name="IsComplete">The stored turns still give the receipt's digest; null before pickup.</param>
public sealed record TranscriptView(string ConversationId, IReadOnlyList<TurnView> Turns, ReceiptView? Receipt, bool? IsComplete);

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
public sealed record DecisionView(string Kind, IReadOnlyList<ReasonView> Reasons, string? Topic, string PolicyVersion);

/// <summary><c>GET /api/agent/handoffs/{id}/notes</c>.</summary>
public sealed record NoteList(IReadOnlyList<NoteView> Items);

public sealed record NoteView(DateTimeOffset At, string Agent, string Text);
