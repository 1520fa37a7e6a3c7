using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Routing;

/// <summary>A reason to hand off with what it asks for.</summary>
/// <param name="Skill">The queue; null for that of the topic.</param>
internal readonly record struct HandoffCause(Reason Reason, string? Skill, Priority Priority);

/// <summary>
/// Everything in a turn that hands it off, weightiest first: what is at stake, a request for a person, rules of the policy, feelings, no progress, complexity. Each is
/// looked for by itself: nothing that was read can take another away.
/// </summary>
internal static class HandoffCauses
{
    /// <summary>By how much distress must grow to be rising; less is the readers' own imprecision.</summary>
    private const double Growth = 0.1;

    public static List<HandoffCause> Find(Conversation conversation, TurnReading reading, RoutingPolicy policy)
    {
        var (causes, rules) = FindStakes(conversation, reading, policy);
        AddWhen(SignalKind.HumanRequest, ReasonCode.HumanRequest, policy.HumanRequestAt);
        causes.AddRange(rules);
        AddWhen(SignalKind.Distress, ReasonCode.Emotion, policy.DistressAt, (reason, signal) => reason with { IsRising = IsRising(conversation.Memory.Distress, signal.Value) });
        AddWhen(SignalKind.Progress, ReasonCode.NoProgress, policy.WithoutProgressAt, (reason, signal) => reason with { Times = (int)Math.Min(signal.Value, int.MaxValue) });
        AddWhen(SignalKind.Complexity, ReasonCode.Complexity, policy.ComplexityAt);
        if (conversation.Memory.AskedSolved is not null && reading.Assent == Assent.No)
        {
            causes.Add(Cause(new Reason(ReasonCode.NoProgress, reading.Turn.Said.Text), policy));
        }

        // Whoever cannot tell whether a person is wanted, or what is at stake, must not keep the customer from one.
        if (causes.Count == 0 && (reading.Strongest(SignalKind.HumanRequest).IsUnknown || reading.Strongest(SignalKind.Stakes).IsUnknown || reading.Answers is null))
        {
            causes.Add(Cause(new Reason(ReasonCode.Failure), policy));
        }

        return causes;

        void AddWhen(SignalKind kind, ReasonCode code, double threshold, Func<Reason, Signal, Reason>? with = null)
        {
            var signal = reading.Strongest(kind);
            if (!signal.IsUnknown && signal.Value >= threshold)
            {
                var reason = new Reason(code, signal.Evidence) { Label = signal.Label };
                causes.Add(Cause(with?.Invoke(reason, signal) ?? reason, policy));
            }
        }
    }

    /// <summary>What is at stake, weightiest first, and what else rules of the policy found.</summary>
    public static (List<HandoffCause> Stakes, List<HandoffCause> Rules) FindStakes(Conversation conversation, TurnReading reading, RoutingPolicy policy)
    {
        var (stakes, rules) = (new List<HandoffCause>(), new List<HandoffCause>());
        AddStakes(reading, policy, stakes);
        AddRules(conversation, reading, policy, stakes, rules);
        // The order of equals is kept: it is that of the readers.
        return ([.. stakes.OrderByDescending(cause => cause.Priority)], rules);
    }

    /// <summary>A reason of its own row.</summary>
    public static HandoffCause Cause(Reason reason, RoutingPolicy policy) => new(reason, policy.RowOf(reason.Code).Skill, policy.RowOf(reason.Code).Priority);

    /// <summary>Each kind of stakes that was read, against the row of that kind.</summary>
    private static void AddStakes(TurnReading reading, RoutingPolicy policy, List<HandoffCause> causes)
    {
        foreach (var signal in reading.Signals)
        {
            if (signal is { Kind: SignalKind.Stakes, IsUnknown: false } && signal.Value >= policy.From(signal.Stakes) && causes.TrueForAll(cause => cause.Reason.Stakes != signal.Stakes))
            {
                causes.Add(AtStake(new Reason(ReasonCode.HighStakes, signal.Evidence) { Stakes = signal.Stakes }, policy));
            }
        }
    }

    private static void AddRules(Conversation conversation, TurnReading reading, RoutingPolicy policy, List<HandoffCause> stakes, List<HandoffCause> rules)
    {
        var sure = reading.Answers is [var best, ..] && best.Confidence >= policy.AnswerAt ? best : null;
        if (NeverAnswered(sure, conversation.Memory, policy) is { } topic)
        {
            rules.Add(Cause(new Reason(ReasonCode.Policy, topic), policy));
        }

        PlainWords? words = null;
        foreach (var rule in policy.Rules)
        {
            if (!Applies(rule, reading, sure, ref words, out var evidence))
            {
                continue;
            }

            if (rule.Stakes is { } atStake)
            {
                var cause = AtStake(new Reason(ReasonCode.HighStakes, evidence) { Stakes = atStake, Rule = rule.Id }, policy);
                stakes.Add(cause with { Skill = rule.Skill ?? cause.Skill, Priority = Later(rule.Priority, cause.Priority) });
            }
            else
            {
                var cause = Cause(new Reason(ReasonCode.Policy, evidence) { Rule = rule.Id }, policy);
                rules.Add(cause with { Skill = rule.Skill ?? cause.Skill, Priority = rule.Priority });
            }
        }
    }

    /// <summary>The topic that only people deal with: the one that was asked about, or the one whose steps are being tried.</summary>
    private static string? NeverAnswered(FoundAnswer? sure, BotMemory memory, RoutingPolicy policy) =>
        sure is not null && (sure.Dialog.Stakes == DialogStakes.High || policy.NeverAnswered.Contains(sure.Dialog.Id)) ? sure.Dialog.Id
        : memory is { Step: not null, Topic: { } open } && policy.NeverAnswered.Contains(open) ? open
        : null;

    /// <param name="words">Those of the turn, read by the first rule that needs them.</param>
    /// <param name="evidence">What the rule was read from.</param>
    private static bool Applies(PolicyRule rule, TurnReading reading, FoundAnswer? sure, ref PlainWords? words, out string? evidence)
    {
        var amount = reading.Strongest(SignalKind.Amount);
        evidence = rule.AmountFrom is null ? rule.Topic : amount.Evidence;
        if ((rule.Topic is { } topic && sure?.Dialog.Id != topic) || (rule.AmountFrom is { } least && (amount.IsUnknown || amount.Value < (double)least)))
        {
            return false;
        }

        if (rule.Words is { } sought)
        {
            evidence = sought.FindIn(words ??= PlainWords.Of(reading.Turn.Said.Text));
            return evidence is not null;
        }

        return true;
    }

    private static HandoffCause AtStake(Reason reason, RoutingPolicy policy) => new(reason, policy.RowOf(reason.Stakes).Skill, policy.RowOf(reason.Stakes).Priority);

    private static Priority Later(Priority one, Priority other) => one > other ? one : other;

    private static bool? IsRising(double? before, double now) => before is { } known && now >= known + Growth ? true : null;
}
