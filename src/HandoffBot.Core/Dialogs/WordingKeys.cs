using System.Text.Json;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Dialogs;

/// <summary>The keys that every language's wording must have.</summary>
public static class WordingKeys
{
    public const string BotName = "bot.name";
    public const string CompanyName = "company.name";
    public const string Greeting = "greeting";
    public const string ClarifyOne = "clarify.one";
    public const string ClarifyWhich = "clarify.which";
    public const string ClarifyNone = "clarify.none";
    public const string SuggestPerson = "suggest.person";
    public const string SuggestWithdraw = "suggest.withdraw";
    public const string HandoffCrisis = "handoff.crisis";
    public const string HandoffPassedOn = "handoff.passed_on";
    public const string QueueNext = "queue.next";
    public const string QueuePosition = "queue.position";
    public const string QueueWait = "queue.wait";
    public const string QueueWaitMinute = "queue.wait.minute";
    public const string QueueWaitUnknown = "queue.wait.unknown";
    public const string QueueClosed = "queue.closed";
    public const string QueueClosedHoliday = "queue.closed.holiday";
    public const string QueueClosedUnknown = "queue.closed.unknown";
    public const string QueueClosedPromise = "queue.closed.promise";
    public const string QueueNews = "queue.news";
    public const string QueueMissed = "queue.missed";
    public const string OverdueOffer = "overdue.offer";
    public const string OverdueCallback = "overdue.callback";
    public const string OverdueMessage = "overdue.message";
    public const string CallbackAsk = "callback.ask";
    public const string CallbackCancel = "callback.cancel";
    public const string CallbackUnclear = "callback.unclear";
    public const string CallbackNoted = "callback.noted";
    public const string CallbackTaken = "callback.taken";
    public const string MessageNoted = "message.noted";
    public const string MessageTaken = "message.taken";
    public const string FollowUpKnown = "followup.known";
    public const string FollowUpWhyClosed = "followup.why.closed";
    public const string FollowUpWhyCallback = "followup.why.callback";
    public const string FollowUpWhyMessage = "followup.why.message";
    public const string FollowUpWhyCheck = "followup.why.check";
    public const string FollowUpWhyDelivery = "followup.why.delivery";
    public const string TimeClock = "time.clock";
    public const string TimeToday = "time.today";
    public const string TimeWeekday = "time.weekday";
    public const string TimeDate = "time.date";
    public const string TimeZone = "time.zone";
    public const string QueueMoved = "queue.moved";
    public const string QueueRaised = "queue.raised";
    public const string OrdinalOther = "ordinal.n";
    public const string AgentJoined = "agent.joined";
    public const string AgentLost = "agent.lost";
    public const string AgentReturned = "agent.returned";
    public const string AgentTransferred = "agent.transferred";
    public const string AgentTransferredTo = "agent.transferred_to";
    public const string AgentReassigned = "agent.reassigned";
    public const string AgentReassignedTo = "agent.reassigned_to";
    public const string AgentEnded = "agent.ended";
    public const string AgentReturnedToBot = "agent.returned_to_bot";
    public const string SolvedAsk = "solved.ask";
    public const string SolvedYes = "solved.yes";
    public const string SolvedNo = "solved.no";
    public const string SolvedThanks = "solved.thanks";
    public const string SolvedReopened = "solved.reopened";
    public const string StepsAsk = "steps.ask";
    public const string StepsNext = "steps.next";
    public const string StepsWorked = "steps.worked";
    public const string StepsDone = "steps.done";
    public const string WithdrawAsk = "withdraw.ask";
    public const string WithdrawYes = "withdraw.yes";
    public const string WithdrawNo = "withdraw.no";
    public const string WithdrawDone = "withdraw.done";
    public const string WithdrawKept = "withdraw.kept";
    public const string AwayKept = "away.kept";
    public const string WhyAnd = "why.and";
    public const string WhyAbout = "why.about";
    public const string WhyRephrased = "why.rephrased";
    public const string WhyRejected = "why.rejected";
    public const string WhyRising = "why.rising";
    public const string WhyRule = "why.rule";
    public const string WhyAnswered = "why.answered";
    public const string WhyNextStep = "why.next_step";
    public const string WhyStepWorked = "why.step_worked";
    public const string WhySolved = "why.solved";
    public const string WhyAskedBack = "why.asked_back";
    public const string WhyAskedWhich = "why.asked_which";
    public const string WhyPassedOn = "why.passed_on";
    public const string UnderstoodYes = "understood.yes";
    public const string UnderstoodNo = "understood.no";

    /// <summary>Every key that must be there in every language, those of enumerations included.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        BotName, CompanyName, Greeting, ClarifyOne, ClarifyWhich, ClarifyNone, SuggestPerson, SuggestWithdraw, HandoffCrisis, HandoffPassedOn,
        QueueNext, QueuePosition, QueueWait, QueueWaitMinute, QueueWaitUnknown, QueueMoved, QueueRaised, OrdinalOther,
        QueueClosed, QueueClosedHoliday, QueueClosedUnknown, QueueClosedPromise, QueueNews, QueueMissed,
        OverdueOffer, OverdueCallback, OverdueMessage, CallbackAsk, CallbackCancel, CallbackUnclear,
        CallbackNoted, CallbackTaken, MessageNoted, MessageTaken, FollowUpKnown, FollowUpWhyClosed,
        FollowUpWhyCallback, FollowUpWhyMessage, FollowUpWhyCheck, FollowUpWhyDelivery, TimeClock, TimeToday,
        TimeWeekday, TimeDate, TimeZone,
        AgentJoined, AgentLost, AgentReturned, AgentTransferred, AgentTransferredTo, AgentReassigned, AgentReassignedTo, AgentEnded, AgentReturnedToBot,
        SolvedAsk, SolvedYes, SolvedNo, SolvedThanks, SolvedReopened, StepsAsk, StepsNext, StepsWorked, StepsDone,
        WithdrawAsk, WithdrawYes, WithdrawNo, WithdrawDone, WithdrawKept, AwayKept, UnderstoodYes, UnderstoodNo,
        WhyAnd, WhyAbout, WhyRephrased, WhyRejected, WhyRising, WhyRule, WhyAnswered, WhyNextStep, WhyStepWorked, WhySolved, WhyAskedBack, WhyAskedWhich, WhyPassedOn,
        .. Enum.GetValues<ReasonCode>().Select(Handoff),
        .. Enum.GetValues<ReasonCode>().Select(Reason),
        .. Enum.GetValues<Stakes>().Select(Stakes),
        .. Enum.GetValues<Refusal>().Select(Undelivered),
    ];

    public static string Handoff(ReasonCode code) => $"handoff.{Snake(code)}";

    public static string Reason(ReasonCode code) => $"reason.{Snake(code)}";

    public static string Undelivered(Refusal why) => $"undelivered.{Snake(why)}";

    public static string Stakes(Stakes stakes) => $"stakes.{Snake(stakes)}";

    /// <summary>For somebody in danger in a region, with its numbers.</summary>
    public static string Crisis(string region) => $"crisis.{region}";

    /// <summary>What agents read of a rule of the policy. Optional.</summary>
    public static string Rule(string id) => $"rule.{id}";

    /// <summary>What a customer is told when a rule of the policy hands off. Optional.</summary>
    public static string RuleSaid(string id) => $"rule.{id}.said";

    private static string Snake<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
