using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Routing;

public enum DecisionKind
{
    Answer,
    Clarify,
    HandOff,
    PassToAgent,
}

/// <summary>What to do with a turn, and why. Stored for every turn, also when nothing was handed off.</summary>
public sealed record Decision(DecisionKind Kind, string PolicyVersion)
{
    /// <summary>On HandOff: all reasons, weightiest first. On PassToAgent: what is at stake, which may move the customer ahead. On Clarify and Answer: empty.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>On HandOff: the queue.</summary>
    public string? Skill { get; init; }

    public Priority Priority { get; init; }
    public Stakes? Stakes { get; init; }

    /// <summary>The dialog that it is about, where one is known: that of the answer, else the likeliest.</summary>
    public string? Topic { get; init; }

    /// <summary>On Answer: what to say. On Clarify: empty.</summary>
    public BotReply? Reply { get; init; }

    /// <summary>On Clarify: the dialogs to choose from, best first; may be empty.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];
}
