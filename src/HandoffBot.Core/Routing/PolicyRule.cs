using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Routing;

/// <summary>A rule that the business wrote: when everything it names is there, the turn is handed off. At least one condition is given.</summary>
/// <param name="Id">Kebab-case; agents read its words, <c>rule.&lt;id&gt;</c>.</param>
public sealed record PolicyRule(string Id)
{
    /// <summary>Words, any of which the turn must hold.</summary>
    public PhraseList? Words { get; init; }

    /// <summary>The dialog that would have answered.</summary>
    public string? Topic { get; init; }

    /// <summary>The largest amount named must reach this, in whole units of its currency.</summary>
    public decimal? AmountFrom { get; init; }

    /// <summary>What it puts at stake; null when it is a matter of policy only.</summary>
    public Stakes? Stakes { get; init; }

    /// <summary>The queue; null for that of the stakes or the topic.</summary>
    public string? Skill { get; init; }

    /// <summary>At least this; what is at stake may make it more.</summary>
    public Priority Priority { get; init; }
}
