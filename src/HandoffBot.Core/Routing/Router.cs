using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Routing;

/// <summary>
/// Decides what to do with a turn. Pure and total: the same reading gives the same decision, and every reading gives one. Reasons to hand off are
/// looked for first, and no answer, however confident, can outweigh one (promises G1 and G8).
/// </summary>
public static class Router
{
    public static Decision Decide(Conversation conversation, TurnReading reading, RoutingPolicy policy)
    {
        if (conversation.Owner != Owner.Bot)
        {
            return new Decision(DecisionKind.PassToAgent, policy.Version);
        }

        var reasons = ReasonsToHandOff(conversation, reading, policy);
        return reasons.Count > 0
            ? HandOff(reasons, conversation, reading, policy)
            : AnswerOpenQuestion(conversation.Memory, reading, policy) ?? AnswerOrClarify(conversation, reading, policy);
    }

    private static List<Reason> ReasonsToHandOff(Conversation conversation, TurnReading reading, RoutingPolicy policy)
    {
        var reasons = new List<Reason>();
        AddWhen(SignalKind.Stakes, ReasonCode.HighStakes, policy.StakesAt);
        AddWhen(SignalKind.HumanRequest, ReasonCode.HumanRequest, policy.HumanRequestAt);
        AddWhen(SignalKind.Distress, ReasonCode.Emotion, policy.DistressAt);
        AddWhen(SignalKind.Progress, ReasonCode.NoProgress, policy.WithoutProgressAt);
        AddWhen(SignalKind.Complexity, ReasonCode.Complexity, policy.ComplexityAt);

        if (conversation.Memory.AskedSolved is not null && reading.Assent == Assent.No)
        {
            reasons.Add(new Reason(ReasonCode.NoProgress, reading.Turn.Said.Text));
        }

        // Whoever cannot tell whether a person is wanted, or what is at stake, must not keep the customer from one.
        if (reasons.Count == 0 && (reading.Strongest(SignalKind.HumanRequest).IsUnknown || reading.Strongest(SignalKind.Stakes).IsUnknown || reading.Answers is null))
        {
            reasons.Add(new Reason(ReasonCode.Failure));
        }

        return reasons;

        void AddWhen(SignalKind kind, ReasonCode code, double threshold)
        {
            var signal = reading.Strongest(kind);
            if (!signal.IsUnknown && signal.Value >= threshold)
            {
                reasons.Add(new Reason(code, signal.Evidence));
            }
        }
    }

    private static Decision HandOff(IReadOnlyList<Reason> reasons, Conversation conversation, TurnReading reading, RoutingPolicy policy)
    {
        var stakes = reasons.Any(reason => reason.Code == ReasonCode.HighStakes) ? reading.Strongest(SignalKind.Stakes).Stakes : null;
        var priority = stakes is { } known ? RoutingPolicy.PriorityFor(known)
            : reasons.Any(reason => reason.Code == ReasonCode.Emotion) ? Priority.High
            : Priority.Normal;
        return new Decision(DecisionKind.HandOff, policy.Version)
        {
            Reasons = reasons,
            Stakes = stakes,
            Priority = priority,
            Skill = stakes is { } atStake ? policy.SkillFor(atStake) : BestTopic(reading, policy)?.Dialog.Skill ?? policy.DefaultSkill,
        };
    }

    private static Decision? AnswerOpenQuestion(BotMemory memory, TurnReading reading, RoutingPolicy policy)
    {
        var confident = reading.Answers is [var best, ..] && best.Confidence >= policy.AnswerAt;
        return (memory, reading.Assent) switch
        {
            ({ AskedSolved: not null }, Assent.Yes) => Say(new BotReply(ReplyKind.SolvedConfirmed)),
            ({ Step: not null, Topic: { } topic }, Assent.Yes) => Say(new BotReply(ReplyKind.StepWorked, topic)),
            // A new question in the middle of the steps is answered; anything else means that the step did not help.
            ({ Step: { } step, Topic: { } topic }, Assent.No) when !confident => Say(new BotReply(ReplyKind.Step, topic, step + 1)),
            _ => null,
        };

        Decision Say(BotReply reply) => new(DecisionKind.Answer, policy.Version) { Reply = reply };
    }

    private static Decision AnswerOrClarify(Conversation conversation, TurnReading reading, RoutingPolicy policy)
    {
        var best = BestTopic(reading, policy);
        if (best is { Dialog.Stakes: DialogStakes.High } && best.Confidence >= policy.AnswerAt)
        {
            return HandOff([new Reason(ReasonCode.Policy, best.Dialog.Id)], conversation, reading, policy) with { Priority = Priority.High };
        }

        if (best is not null && best.Confidence >= policy.AnswerAt)
        {
            return new Decision(DecisionKind.Answer, policy.Version) { Reply = new BotReply(ReplyKind.Dialog, best.Dialog.Id) };
        }

        return conversation.Memory.Clarifications < policy.ClarificationsAllowed
            ? new Decision(DecisionKind.Clarify, policy.Version) { Candidates = [.. reading.Answers!.Where(answer => answer.Confidence >= policy.OfferTopicAt).Take(3).Select(answer => answer.Dialog.Id)] }
            : HandOff([new Reason(ReasonCode.LowConfidence)], conversation, reading, policy);
    }

    private static FoundAnswer? BestTopic(TurnReading reading, RoutingPolicy policy) =>
        reading.Answers is [var best, ..] && best.Confidence >= policy.OfferTopicAt ? best : null;
}
