using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;
using static HandoffBot.Core.Tests.Corvelle;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Routing;

/// <summary>Who should answer: the rules of the router, a row each.</summary>
internal static class RouterTable
{
    private static readonly Signal PersonWanted = Read(SignalKind.HumanRequest, 0.5, "a person");
    private static readonly BotMemory InSteps = new() { Topic = "router-reset", Step = 0 };
    private static readonly BotMemory AskedSolved = new() { AskedSolved = "h0" };

    /// <summary>A policy with a rule of each kind.</summary>
    private static readonly RoutingPolicy Ruled = new()
    {
        NeverAnswered = new HashSet<string> { "meter-reading" },
        Rules =
        [
            new("refunds") { Words = new PhraseList(["refund*", "rembours*"]), Skill = "billing", Priority = Priority.High },
            new("gas") { Words = new PhraseList(["smell gas", "odeur de gaz"]), Stakes = Core.Routing.Stakes.SelfHarmOrSafety },
            new("amounts") { AmountFrom = 10_000, Stakes = Core.Routing.Stakes.LargeMoney },
        ],
        StakesTable = new Dictionary<Stakes, StakesRow>(StakesRow.Defaults) { [Core.Routing.Stakes.Medical] = new(0.3, "care", Priority.Urgent) },
    };

    public static IEnumerable<RouterCase> Rows =>
    [
        // A person
        new("a request for a person is handed off") { Signals = [PersonWanted], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HumanRequest], Skill = "general" },
        new("a request for a person outweighs a sure answer, which only names the queue")
            { Signals = [PersonWanted], Answers = [Found(PayBill, 1)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HumanRequest], Skill = "billing" },
        new("a faint topic names no queue") { Signals = [PersonWanted], Answers = [Found(PayBill, 0.19)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HumanRequest], Skill = "general" },
        new("a request for a person is handed off although the search failed") { Signals = [PersonWanted], SearchFailed = true, Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HumanRequest], Skill = "general" },
        new("a request for a person is handed off in the middle of steps, even with a yes")
            { Signals = [PersonWanted], Memory = InSteps, Assent = Assent.Yes, Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HumanRequest], Skill = "general" },
        new("what one reader finds stands when another finds nothing")
            { Signals = [Signal.None(SignalKind.HumanRequest), PersonWanted], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HumanRequest], Skill = "general" },
        new("what one reader finds stands when another was late")
            { Signals = [PersonWanted, Signal.Unknown(SignalKind.HumanRequest)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HumanRequest], Skill = "general" },
        new("a hint of a request below the threshold is answered")
            { Signals = [Read(SignalKind.HumanRequest, 0.49)], Answers = [Found(PayBill)], Kind = DecisionKind.Answer, Reply = new(ReplyKind.Dialog, "pay-bill") },

        // Stakes, feelings, complexity, progress
        .. Enum.GetValues<Stakes>().Select(stakes => new RouterCase($"{stakes} at stake goes to the people for it")
        {
            Signals = [Read(SignalKind.Stakes, 0.5, "evidence", stakes)],
            Answers = [Found(PayBill, 1)],
            Kind = DecisionKind.HandOff,
            Reasons = [ReasonCode.HighStakes],
            Stakes = stakes,
            Skill = new RoutingPolicy().RowOf(stakes).Skill ?? "billing",
            Priority = new RoutingPolicy().RowOf(stakes).Priority,
        }),
        new("stakes weigh most, then the request, then feelings, progress and complexity")
        {
            Signals =
            [
                Read(SignalKind.Complexity, 0.7), Read(SignalKind.Progress, 2), Read(SignalKind.Distress, 0.6), PersonWanted, Read(SignalKind.Stakes, 0.9, stakes: Core.Routing.Stakes.LargeMoney),
            ],
            Kind = DecisionKind.HandOff,
            Reasons = [ReasonCode.HighStakes, ReasonCode.HumanRequest, ReasonCode.Emotion, ReasonCode.NoProgress, ReasonCode.Complexity],
            Stakes = Core.Routing.Stakes.LargeMoney,
            Skill = "billing",
            Priority = Priority.High,
        },
        new("distress is handed off with a head start")
            { Signals = [Read(SignalKind.Distress, 0.6)], Answers = [Found(RouterReset)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.Emotion], Skill = "technical", Priority = Priority.High },
        new("a bad mood alone is answered") { Signals = [Read(SignalKind.Sentiment, -1)], Answers = [Found(PayBill)], Kind = DecisionKind.Answer, Reply = new(ReplyKind.Dialog, "pay-bill") },
        new("some distress is answered") { Signals = [Read(SignalKind.Distress, 0.59)], Answers = [Found(PayBill)], Kind = DecisionKind.Answer, Reply = new(ReplyKind.Dialog, "pay-bill") },
        new("two turns without progress are handed off") { Signals = [Read(SignalKind.Progress, 2)], Answers = [Found(PayBill)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.NoProgress], Skill = "billing" },
        new("one turn without progress is answered") { Signals = [Read(SignalKind.Progress, 1)], Answers = [Found(PayBill)], Kind = DecisionKind.Answer, Reply = new(ReplyKind.Dialog, "pay-bill") },
        new("tangled concerns are handed off") { Signals = [Read(SignalKind.Complexity, 0.7)], Answers = [Found(PayBill)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.Complexity], Skill = "billing" },

        // Not knowing
        new("not knowing whether a person is wanted leads to one") { Signals = [Signal.Unknown(SignalKind.HumanRequest)], Answers = [Found(PayBill, 1)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.Failure], Skill = "billing" },
        new("not knowing what is at stake leads to a person") { Signals = [Signal.Unknown(SignalKind.Stakes)], Answers = [Found(PayBill, 1)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.Failure], Skill = "billing" },
        new("a failed search leads to a person") { SearchFailed = true, Kind = DecisionKind.HandOff, Reasons = [ReasonCode.Failure], Skill = "general" },
        new("a known reason is told rather than the failure beside it")
            { Signals = [Signal.Unknown(SignalKind.HumanRequest), Read(SignalKind.Distress, 1)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.Emotion], Skill = "general", Priority = Priority.High },
        new("a reading that is no number counts as unknown")
            { Signals = [Read(SignalKind.HumanRequest, double.NaN)], Answers = [Found(PayBill, 1)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.Failure], Skill = "billing" },
        new("a reading that is no number hides no other")
            { Signals = [Read(SignalKind.HumanRequest, double.NaN), PersonWanted], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HumanRequest], Skill = "general" },
        new("other readings may be unknown") { Signals = [Signal.Unknown(SignalKind.Sentiment), Signal.Unknown(SignalKind.Distress), Signal.Unknown(SignalKind.Progress), Signal.Unknown(SignalKind.Complexity)], Answers = [Found(PayBill)], Kind = DecisionKind.Answer, Reply = new(ReplyKind.Dialog, "pay-bill") },

        // Answers
        new("a sure answer is given") { Answers = [Found(PayBill, 0.5), Found(RouterReset, 0.4)], Kind = DecisionKind.Answer, Reply = new(ReplyKind.Dialog, "pay-bill") },
        new("a topic of high stakes is handed off, not answered") { Answers = [Found(Fraud)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.Policy], Skill = "fraud", Priority = Priority.High },
        new("an unsure turn is asked back with the likely topics")
            { Answers = [Found(PayBill, 0.49), Found(RouterReset, 0.2), Found(MeterReading, 0.19)], Kind = DecisionKind.Clarify, Candidates = ["pay-bill", "router-reset"] },
        new("at most three topics are offered")
            { Answers = [Found(PayBill, 0.4), Found(RouterReset, 0.4), Found(MeterReading, 0.4), Found(Fraud, 0.4)], Kind = DecisionKind.Clarify, Candidates = ["pay-bill", "router-reset", "meter-reading"] },
        new("an unknown question is asked back once") { Kind = DecisionKind.Clarify },
        new("the second unclear turn is handed off")
            { Answers = [Found(PayBill, 0.3)], Memory = new() { Clarifications = 1 }, Kind = DecisionKind.HandOff, Reasons = [ReasonCode.LowConfidence], Skill = "billing" },
        new("a sure answer after a clarifying question is given") { Answers = [Found(PayBill)], Memory = new() { Clarifications = 1 }, Kind = DecisionKind.Answer, Reply = new(ReplyKind.Dialog, "pay-bill") },

        // Open questions of the bot
        new("yes while trying steps closes them") { Memory = InSteps, Assent = Assent.Yes, Kind = DecisionKind.Answer, Reply = new(ReplyKind.StepWorked, "router-reset") },
        new("no while trying steps gives the next one") { Memory = InSteps, Assent = Assent.No, Kind = DecisionKind.Answer, Reply = new(ReplyKind.Step, "router-reset", 1) },
        new("a new question while trying steps is answered, even one that sounds like no") { Memory = InSteps, Assent = Assent.No, Answers = [Found(PayBill)], Kind = DecisionKind.Answer, Reply = new(ReplyKind.Dialog, "pay-bill") },
        new("yes to solved is recorded") { Memory = AskedSolved, Assent = Assent.Yes, Kind = DecisionKind.Answer, Reply = new(ReplyKind.SolvedConfirmed) },
        new("no to solved goes back to a person") { Memory = AskedSolved, Assent = Assent.No, Kind = DecisionKind.HandOff, Reasons = [ReasonCode.NoProgress], Skill = "general" },
        new("a new question instead of yes or no to solved is answered") { Memory = AskedSolved, Answers = [Found(PayBill)], Kind = DecisionKind.Answer, Reply = new(ReplyKind.Dialog, "pay-bill") },
        new("yes to nothing is unclear") { Assent = Assent.Yes, Kind = DecisionKind.Clarify },

        // Rules of the policy
        new("words of a rule hand off, whatever the case, accents and the answer")
            { Text = "Ma FACTURE: remboursées ??", Policy = Ruled, Answers = [Found(PayBill, 1)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.Policy], Skill = "billing", Priority = Priority.High },
        new("words that are only part of another word are not those of the rule") { Text = "prerefund", Policy = Ruled, Answers = [Found(PayBill)], Kind = DecisionKind.Answer, Reply = new(ReplyKind.Dialog, "pay-bill") },
        new("a rule that puts something at stake goes to the people for it, as urgent as they are")
            { Text = "I smell gas", Policy = Ruled, Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HighStakes], Stakes = Core.Routing.Stakes.SelfHarmOrSafety, Skill = "care", Priority = Priority.Crisis },
        new("an amount hands off from the limit on")
            { Signals = [Read(SignalKind.Amount, 10_000)], Policy = Ruled, Answers = [Found(PayBill)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HighStakes], Stakes = Core.Routing.Stakes.LargeMoney, Skill = "billing", Priority = Priority.High },
        new("an amount below the limit is answered") { Signals = [Read(SignalKind.Amount, 9_999)], Policy = Ruled, Answers = [Found(PayBill)], Kind = DecisionKind.Answer, Reply = new(ReplyKind.Dialog, "pay-bill") },
        new("a topic that is never answered goes to a person") { Policy = Ruled, Answers = [Found(MeterReading)], Kind = DecisionKind.HandOff, Reasons = [ReasonCode.Policy], Skill = "care", Priority = Priority.High },
        new("a topic that is never answered goes to a person in the middle of its steps")
            { Policy = Ruled with { NeverAnswered = new HashSet<string> { "router-reset" } }, Memory = InSteps, Assent = Assent.No, Kind = DecisionKind.HandOff, Reasons = [ReasonCode.Policy], Skill = "general", Priority = Priority.High },
        new("a topic that is never answered is not meant by a faint likeness") { Policy = Ruled, Answers = [Found(MeterReading, 0.3)], Kind = DecisionKind.Clarify, Candidates = ["meter-reading"] },
        new("who asks for a person hears that first, and the rule is told beside it")
            { Text = "a refund, and a person please", Signals = [PersonWanted], Policy = Ruled, Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HumanRequest, ReasonCode.Policy], Skill = "billing", Priority = Priority.High },
        new("the row of what is at stake decides from when on")
            { Signals = [Read(SignalKind.Stakes, 0.3, "oxygen", Core.Routing.Stakes.Medical)], Policy = Ruled, Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HighStakes], Stakes = Core.Routing.Stakes.Medical, Skill = "care", Priority = Priority.Urgent },
        new("of several things at stake the most urgent decides")
        {
            Signals = [Read(SignalKind.Stakes, 0.9, "court", Core.Routing.Stakes.LegalThreat), Read(SignalKind.Stakes, 0.6, "end it", Core.Routing.Stakes.SelfHarmOrSafety)],
            Kind = DecisionKind.HandOff, Reasons = [ReasonCode.HighStakes, ReasonCode.HighStakes], Stakes = Core.Routing.Stakes.SelfHarmOrSafety, Skill = "care", Priority = Priority.Crisis,
        },

        // Somebody else owns the conversation
        new("what is said in the queue is for a person") { Owner = Owner.Queue, Signals = [PersonWanted], Answers = [Found(PayBill)], Kind = DecisionKind.PassToAgent },
        new("what is said to an agent is for the agent") { Owner = Owner.Agent, SearchFailed = true, Kind = DecisionKind.PassToAgent },
    ];
}
