using HandoffBot.Core.Dialogs;

namespace HandoffBot.Core.Routing;

/// <summary>A decision in one sentence, for agents: "3rd rephrasing and rising anger; topic: refund". Pure.</summary>
public static class DecisionWords
{
    /// <param name="title">What a dialog is called.</param>
    public static string Say(Wording wording, Decision decision, Func<string, string> title) => decision.Kind switch
    {
        DecisionKind.HandOff => Say(wording, decision.Reasons, decision.Topic, title),
        DecisionKind.Answer => About(wording, Answered(wording, decision.Reply?.Kind), decision.Topic, title),
        DecisionKind.Clarify when decision.Candidates.Count > 0 => wording.Format(WordingKeys.WhyAskedWhich, ("topics", string.Join(", ", decision.Candidates.Select(title)))),
        DecisionKind.Clarify => wording[WordingKeys.WhyAskedBack],
        _ => wording[WordingKeys.WhyPassedOn],
    };

    /// <summary>All reasons of a handoff, weightiest first, and what it is about.</summary>
    public static string Say(Wording wording, IReadOnlyList<Reason> reasons, string? topic, Func<string, string> title)
    {
        string[] phrases = [.. reasons.Select(reason => Say(wording, reason, title)).Distinct()];
        var all = phrases switch
        {
            [] => "",
            [var only] => only,
            [.. var before, var last] => wording.Format(WordingKeys.WhyAnd, ("first", string.Join(", ", before)), ("last", last)),
        };
        // A rule about the topic has named it already.
        return reasons.Any(reason => reason is { Code: ReasonCode.Policy, Rule: null } && reason.Evidence == topic) ? all : About(wording, all, topic, title);
    }

    /// <summary>One reason in a phrase.</summary>
    public static string Say(Wording wording, Reason reason, Func<string, string> title) => reason switch
    {
        { Rule: { } rule } => wording.Texts.GetValueOrDefault(WordingKeys.Rule(rule)) ?? wording.Format(WordingKeys.WhyRule, ("rule", rule.Replace('-', ' '))),
        { Code: ReasonCode.HighStakes, Stakes: { } stakes } => $"{wording.ReasonText(reason.Code)}: {wording[WordingKeys.Stakes(stakes)]}",
        { Code: ReasonCode.Emotion, IsRising: true } => wording[WordingKeys.WhyRising],
        { Code: ReasonCode.NoProgress, Times: { } times, Label: "asks_again" } => wording.Format(WordingKeys.WhyRephrased, ("nth", wording.Ordinal(times))),
        { Code: ReasonCode.NoProgress, Times: { } times, Label: "rejects_answer" } => wording.Format(WordingKeys.WhyRejected, ("nth", wording.Ordinal(times))),
        { Code: ReasonCode.Policy, Evidence: { } topic } => $"{wording.ReasonText(reason.Code)}: {title(topic)}",
        _ => wording.ReasonText(reason.Code),
    };

    private static string Answered(Wording wording, ReplyKind? reply) => wording[reply switch
    {
        ReplyKind.Step => WordingKeys.WhyNextStep,
        ReplyKind.StepWorked => WordingKeys.WhyStepWorked,
        ReplyKind.SolvedConfirmed => WordingKeys.WhySolved,
        _ => WordingKeys.WhyAnswered,
    }];

    private static string About(Wording wording, string why, string? topic, Func<string, string> title) =>
        topic is null ? why : wording.Format(WordingKeys.WhyAbout, ("why", why), ("topic", title(topic)));
}
