using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Tests.Routing;

/// <summary>A row of the router's table: what was read, what the bot remembers, and what must come of it.</summary>
/// <param name="Because">The rule in words; also the row's name.</param>
public sealed record RouterCase(string Because)
{
    public IReadOnlyList<Signal> Signals { get; init; } = [];
    public IReadOnlyList<FoundAnswer> Answers { get; init; } = [];
    public bool SearchFailed { get; init; }
    public BotMemory Memory { get; init; } = BotMemory.Empty;
    public Assent Assent { get; init; }
    public Owner Owner { get; init; } = Owner.Bot;

    public string Text { get; init; } = "hello";
    public RoutingPolicy Policy { get; init; } = new();

    public required DecisionKind Kind { get; init; }
    public IReadOnlyList<ReasonCode> Reasons { get; init; } = [];
    public string? Skill { get; init; }
    public Priority Priority { get; init; }
    public Stakes? Stakes { get; init; }
    public BotReply? Reply { get; init; }
    public IReadOnlyList<string> Candidates { get; init; } = [];

    public override string ToString() => Because;
}
