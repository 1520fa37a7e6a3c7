namespace HandoffBot.Core.Conversations;

/// <summary>What the bot remembers from one turn to the next. Small on purpose: it is read and written with every turn.</summary>
public sealed record BotMemory
{
    public static BotMemory Empty { get; } = new();

    /// <summary>The dialog of the last answer.</summary>
    public string? Topic { get; init; }

    /// <summary>Index of the step that the customer was asked to try, while a dialog with steps is open.</summary>
    public int? Step { get; init; }

    /// <summary>Clarifying questions asked since the last answer.</summary>
    public int Clarifications { get; init; }

    /// <summary>Turns since the last sign of progress in which the customer repeated or rejected an answer.</summary>
    public int WithoutProgress { get; init; }

    /// <summary>Distress of the turn before; null when there was none.</summary>
    public double? Distress { get; init; }

    /// <summary>Set after a person closed a handoff: the bot has asked whether it is really solved and waits for yes or no.</summary>
    public string? AskedSolved { get; init; }
}
