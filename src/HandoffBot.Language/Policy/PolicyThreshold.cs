using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Policy;

/// <summary>A threshold of the policy: what it is called, what it may be, and which of two is the more careful one.</summary>
/// <param name="Why">Why it may be no more and no less.</param>
internal sealed record PolicyThreshold(string Name, double Least, double Most, bool IsWhole, bool IsHigherStricter, string Why, Func<RoutingPolicy, double> Of, Func<RoutingPolicy, double, RoutingPolicy> With)
{
    private const string Value = "a value that is read is from 0 to 1, and 0 would hand off every turn";

    /// <summary>A request for a person or danger to life that needed to be surer could be overlooked: no file may say so.</summary>
    public const string Promised = "whoever asks for a person, or is in danger, gets one; this cannot be switched off";

    public static IReadOnlyList<PolicyThreshold> All { get; } =
    [
        new("human_request", 0.05, RoutingPolicy.SurestNeeded, false, false, Promised, policy => policy.HumanRequestAt, (policy, value) => policy with { HumanRequestAt = value }),
        new("stakes", 0.05, 1, false, false, Value, policy => policy.StakesAt, (policy, value) => policy with { StakesAt = value }),
        new("distress", 0.05, 1, false, false, Value, policy => policy.DistressAt, (policy, value) => policy with { DistressAt = value }),
        new("complexity", 0.05, 1, false, false, Value, policy => policy.ComplexityAt, (policy, value) => policy with { ComplexityAt = value }),
        new("without_progress", 1, 5, true, false, "nobody should be let down more often", policy => policy.WithoutProgressAt, (policy, value) => policy with { WithoutProgressAt = (int)value }),
        new("answer", 0.05, 1, false, true, Value, policy => policy.AnswerAt, (policy, value) => policy with { AnswerAt = value }),
        new("offer_topic", 0.05, 1, false, true, Value, policy => policy.OfferTopicAt, (policy, value) => policy with { OfferTopicAt = value }),
        new("clarifications", 0, 3, true, false, "nobody should be asked back more often", policy => policy.ClarificationsAllowed, (policy, value) => policy with { ClarificationsAllowed = (int)value }),
    ];

    public double Stricter(double one, double other) => IsHigherStricter ? Math.Max(one, other) : Math.Min(one, other);
}
