using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Tests;

internal static class Samples
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static AgentMe Alice { get; } = new("alice", "Alice", ["agent"], "available", 3, ["billing"], ["billing", "fraud"], 1, false);

    /// <param name="holder">Id; null = nobody.</param>
    public static HandoffView Handoff(string state, string? holder, string id = "h1", string? lastSaid = null) => new(
        id,
        "c1",
        state,
        "billing",
        "normal",
        [new ReasonView("human_request", "asked for a person")],
        null,
        "en",
        "directline",
        Now,
        60,
        null,
        new CustomerView("u1", "Maria"),
        holder is null ? null : new HolderView(holder, char.ToUpperInvariant(holder[0]) + holder[1..]),
        null,
        holder == "alice" ? "token" : null,
        null,
        null,
        null,
        lastSaid);

    public static TurnView Turn(long seq, string speaker, string text = "words", string? name = null, string? decision = null, DateTimeOffset? at = null) => new(
        seq,
        at ?? Now.AddSeconds(seq),
        speaker,
        name,
        text,
        null,
        null,
        decision is null ? null : new DecisionView(decision, [], null, "1", ""));

    public static SignalView Signal(string kind, double value) => new(kind, value, 1, null, null, false);
}
