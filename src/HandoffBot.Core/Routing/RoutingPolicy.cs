using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Routing;

/// <summary>The thresholds and tables the router decides by. Section <c>Routing</c>.</summary>
public sealed record RoutingPolicy
{
    public const string Section = "Routing";

    /// <summary>Stored with every decision, so that a decision can be explained after the policy has changed.</summary>
    public string Version { get; set; } = "1";

    /// <summary>Human request from this value on hands off.</summary>
    public double HumanRequestAt { get; set; } = 0.5;

    /// <summary>Stakes from this value on hand off.</summary>
    public double StakesAt { get; set; } = 0.5;

    /// <summary>Distress (anger, fear, despair) from this value on hands off.</summary>
    public double DistressAt { get; set; } = 0.6;

    /// <summary>Complexity from this value on hands off.</summary>
    public double ComplexityAt { get; set; } = 0.7;

    /// <summary>Turns in a row without progress that hand off.</summary>
    public int WithoutProgressAt { get; set; } = 2;

    /// <summary>Answer confidence from which the bot answers.</summary>
    public double AnswerAt { get; set; } = 0.5;

    /// <summary>Answer confidence from which a topic is offered as a choice when the bot asks back.</summary>
    public double OfferTopicAt { get; set; } = 0.2;

    /// <summary>Clarifying questions in a row; the next unclear turn is handed off.</summary>
    public int ClarificationsAllowed { get; set; } = 1;

    /// <summary>The queue where no dialog or stakes name another.</summary>
    public string DefaultSkill { get; set; } = "general";

    /// <summary>The queue that takes what is at stake.</summary>
    public string SkillFor(Stakes stakes) => stakes switch
    {
        Stakes.Fraud => "fraud",
        Stakes.SelfHarmOrSafety or Stakes.Bereavement or Stakes.Vulnerability or Stakes.Medical => "care",
        Stakes.Outage => "technical",
        Stakes.LargeMoney => "billing",
        Stakes.LegalThreat or Stakes.Privacy => "general",
        _ => DefaultSkill,
    };

    /// <summary>How far ahead it is placed.</summary>
    public static Priority PriorityFor(Stakes stakes) => stakes switch
    {
        Stakes.SelfHarmOrSafety => Priority.Crisis,
        Stakes.Medical or Stakes.Fraud or Stakes.Vulnerability => Priority.Urgent,
        _ => Priority.High,
    };
}
