namespace HandoffBot.Core.Routing;

/// <summary>
/// What the router decides by. It is written in <c>dialogs/policy.yaml</c>; what stands here holds where that file is silent. Never changed, only replaced as a
/// whole, so that one reply is decided by one policy.
/// </summary>
public sealed record RoutingPolicy
{
    /// <summary>A request for a person never needs to be surer than this (promise G1), and neither does danger to life; no policy can ask for more.</summary>
    public const double SurestNeeded = 0.5;

    /// <summary>Stored with every decision, so that a decision can be explained after the policy has changed.</summary>
    public string Version { get; init; } = "1";

    /// <summary>Human request from this value on hands off.</summary>
    public double HumanRequestAt { get; init; } = SurestNeeded;

    /// <summary>Stakes from this value on hand off, where <see cref="StakesTable"/> does not say otherwise.</summary>
    public double StakesAt { get; init; } = 0.5;

    /// <summary>Distress (anger, fear, despair) from this value on hands off.</summary>
    public double DistressAt { get; init; } = 0.6;

    /// <summary>Complexity from this value on hands off.</summary>
    public double ComplexityAt { get; init; } = 0.7;

    /// <summary>Turns in a row without progress that hand off.</summary>
    public int WithoutProgressAt { get; init; } = 2;

    /// <summary>Answer confidence from which the bot answers.</summary>
    public double AnswerAt { get; init; } = 0.5;

    /// <summary>Answer confidence from which a topic is offered as a choice when the bot asks back.</summary>
    public double OfferTopicAt { get; init; } = 0.2;

    /// <summary>Clarifying questions in a row; the next unclear turn is handed off.</summary>
    public int ClarificationsAllowed { get; init; } = 1;

    /// <summary>The queue where nothing names another.</summary>
    public string DefaultSkill { get; init; } = "general";

    /// <summary>By kind: from when on, to whom and how urgent. It decides over everything else that was read from the turn; kinds without a row are <see cref="StakesRow.Other"/>.</summary>
    public IReadOnlyDictionary<Stakes, StakesRow> StakesTable { get; init; } = StakesRow.Defaults;

    /// <summary>By reason: to whom and how urgent. A reason without a row is <see cref="ReasonRow.Other"/>.</summary>
    public IReadOnlyDictionary<ReasonCode, ReasonRow> ReasonTable { get; init; } = ReasonRow.Defaults;

    /// <summary>Ids of dialogs that a person always takes, beside those that say so themselves.</summary>
    public IReadOnlySet<string> NeverAnswered { get; init; } = new HashSet<string>();

    /// <summary>What else hands off: words, topics, amounts.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; init; } = [];

    /// <summary>Whose emergency numbers are named when somebody is in danger.</summary>
    public EmergencyRegions Emergency { get; init; } = EmergencyRegions.None;

    /// <summary>The row of what is at stake; of a reading that does not say what, too.</summary>
    public StakesRow RowOf(Stakes? stakes) => stakes is { } known ? StakesTable.GetValueOrDefault(known, StakesRow.Other) : StakesRow.Other;

    public ReasonRow RowOf(ReasonCode code) => ReasonTable.GetValueOrDefault(code, ReasonRow.Other);

    /// <summary>The value from which something at stake hands off.</summary>
    public double From(Stakes? stakes) => RowOf(stakes).From ?? StakesAt;
}
