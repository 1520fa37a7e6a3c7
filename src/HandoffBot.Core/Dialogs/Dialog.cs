namespace HandoffBot.Core.Dialogs;

/// <summary>A topic the bot can handle, in one language.</summary>
public sealed record Dialog
{
    /// <summary>Kebab-case, equal in all languages.</summary>
    public required string Id { get; init; }

    public required string Language { get; init; }

    /// <summary>Shown when the customer chooses between topics.</summary>
    public required string Title { get; init; }

    /// <summary>What customers write when they mean this topic.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    public required DialogStakes Stakes { get; init; }

    /// <summary>The queue that takes it over.</summary>
    public required string Skill { get; init; }

    /// <summary>Things to try one after the other.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>The safe Markdown subset.</summary>
    public required string Answer { get; init; }
}

public enum DialogStakes
{
    None,

    /// <summary>Never answered by the bot: recognised and handed off.</summary>
    High,
}
