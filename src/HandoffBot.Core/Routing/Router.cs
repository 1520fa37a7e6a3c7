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
            return PassOn(conversation, reading, policy);
        }

        var causes = HandoffCauses.Find(conversation, reading, policy);
        return causes.Count > 0
            ? HandOff(causes, conversation, reading, policy)
            : AnswerOpenQuestion(conversation.Memory, reading, policy) ?? AnswerOrClarify(conversation, reading, policy);
    }

    /// <summary>A person will answer. What is at stake still counts: it may move the customer ahead.</summary>
    private static Decision PassOn(Conversation conversation, TurnReading reading, RoutingPolicy policy)
    {
        var (stakes, _) = HandoffCauses.FindStakes(conversation, reading, policy);
        return new Decision(DecisionKind.PassToAgent, policy.Version)
        {
            Reasons = stakes.ConvertAll(cause => cause.Reason),
            Stakes = stakes is [var first, ..] ? first.Reason.Stakes : null,
            Priority = stakes is [var weightiest, ..] ? weightiest.Priority : Priority.Normal,
        };
    }

    private static Decision HandOff(List<HandoffCause> causes, Conversation conversation, TurnReading reading, RoutingPolicy policy)
    {
        // What is at stake comes first among the causes, and its row decides over all others.
        var likely = BestTopic(reading, policy);
        return new Decision(DecisionKind.HandOff, policy.Version)
        {
            Reasons = causes.ConvertAll(cause => cause.Reason),
            Stakes = causes.Select(cause => cause.Reason.Stakes).FirstOrDefault(stakes => stakes is not null),
            Priority = causes.Max(cause => cause.Priority),
            Skill = causes.Select(cause => cause.Skill).FirstOrDefault(skill => skill is not null) ?? likely?.Dialog.Skill ?? policy.DefaultSkill,
            Topic = likely?.Dialog.Id ?? conversation.Memory.Topic,
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

        Decision Say(BotReply reply) => new(DecisionKind.Answer, policy.Version) { Reply = reply, Topic = reply.DialogId };
    }

    private static Decision AnswerOrClarify(Conversation conversation, TurnReading reading, RoutingPolicy policy)
    {
        var best = BestTopic(reading, policy);
        if (best is not null && best.Confidence >= policy.AnswerAt)
        {
            return new Decision(DecisionKind.Answer, policy.Version) { Reply = new BotReply(ReplyKind.Dialog, best.Dialog.Id), Topic = best.Dialog.Id };
        }

        return conversation.Memory.Clarifications < policy.ClarificationsAllowed
            ? new Decision(DecisionKind.Clarify, policy.Version) { Candidates = [.. reading.Answers!.Where(answer => answer.Confidence >= policy.OfferTopicAt).Take(3).Select(answer => answer.Dialog.Id)] }
            : HandOff([HandoffCauses.Cause(new Reason(ReasonCode.LowConfidence), policy)], conversation, reading, policy);
    }

    private static FoundAnswer? BestTopic(TurnReading reading, RoutingPolicy policy) =>
        reading.Answers is [var best, ..] && best.Confidence >= policy.OfferTopicAt ? best : null;
}
