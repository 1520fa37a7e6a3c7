using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Conversations;

/// <summary>Everything the bot's handling of one or more customer turns changes, to be written in one step.</summary>
public sealed record BotCommit
{
    public required ConversationId Conversation { get; init; }

    /// <summary>The version the reply was computed for.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The last customer turn this reply deals with.</summary>
    public required long AnsweredSeq { get; init; }

    public required IReadOnlyList<Utterance> Replies { get; init; }
    public required IReadOnlyList<DecisionRecord> Decisions { get; init; }

    /// <summary>How the watched policy would have decided these turns, for the figures; empty when none is watched.</summary>
    public IReadOnlyList<ShadowDecision> Shadow { get; init; } = [];

    public required BotMemory Memory { get; init; }

    /// <summary>The conversation's language from here on; null leaves it as it is.</summary>
    public string? Language { get; init; }

    /// <summary>Dialogs that this reply opens, for the figures by topic.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The handoff to open, if the decision was to hand off.</summary>
    public NewHandoff? Handoff { get; init; }

    /// <summary>How many handoffs the notice says are ahead. The store refuses when it is another number, so that no customer is told a wrong place; null skips the check.</summary>
    public long? ExpectedAhead { get; init; }
}
