using CsCheck;
using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;
using static HandoffBot.Core.Tests.Corvelle;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Routing;

/// <summary>What holds for any reading, also for such as no reader should give.</summary>
public sealed class RouterPropertyTests
{
    private const int Readings = 5_000;

    /// <summary>Policies as a file may write them, within its bounds.</summary>
    private static readonly Gen<RoutingPolicy> AnyPolicy = Gen.Select(
        Gen.Double[0.05, RoutingPolicy.SurestNeeded], Gen.Double[0.05, 1], Gen.Double[0.05, 1], Gen.Int[0, 3], Gen.Bool, Gen.Bool, (request, stakes, answer, clarifications, ruled, never) => new RoutingPolicy
        {
            HumanRequestAt = request,
            StakesAt = stakes,
            AnswerAt = answer,
            OfferTopicAt = Math.Min(0.2, answer),
            ClarificationsAllowed = clarifications,
            Rules = ruled ? [new("amounts") { AmountFrom = 1, Stakes = Stakes.LargeMoney }, new("topics") { Topic = "pay-bill", Skill = "care" }, new("words") { Words = new PhraseList(["hm"]), AmountFrom = 2 }] : [],
            NeverAnswered = never ? new HashSet<string> { "router-reset" } : new HashSet<string>(),
        });

    private static readonly Gen<double> AnyValue = Gen.OneOf<double>(Gen.Double[-1, 3], Gen.OneOf(0d, 0.5, 1, 2, double.NaN, double.PositiveInfinity, double.NegativeInfinity));

    private static readonly Gen<Signal> AnySignal =
        Gen.Select(Gen.Enum<SignalKind>(), AnyValue, Gen.Enum<Stakes>(), Gen.Bool, Gen.Bool, (kind, value, stakes, named, known) =>
            new Signal(kind, value, 1) { Stakes = named && kind == SignalKind.Stakes ? stakes : null, IsUnknown = !known });

    private static readonly Gen<IReadOnlyList<FoundAnswer>?> AnyAnswers = Gen.OneOf<IReadOnlyList<FoundAnswer>?>(
        Gen.Const<IReadOnlyList<FoundAnswer>?>((IReadOnlyList<FoundAnswer>?)null),
        Gen.Select(Gen.OneOf(PayBill, RouterReset, MeterReading, Fraud), AnyValue, Found).List[0, 5].Select(found => (IReadOnlyList<FoundAnswer>?)found));

    private static readonly Gen<BotMemory> AnyMemory =
        Gen.Select(Gen.OneOf<string?>(null, "pay-bill", "router-reset"), Gen.Int[-1, 3], Gen.Int[0, 3], Gen.Bool, (topic, step, clarifications, asked) =>
            new BotMemory { Topic = topic, Step = step < 0 ? null : step, Clarifications = clarifications, AskedSolved = asked ? "h0" : null });

    private static readonly Gen<(Conversation Conversation, TurnReading Reading, RoutingPolicy Policy)> Any =
        Gen.Select(Gen.Enum<Owner>(), AnyMemory, AnySignal.List[0, 10], AnyAnswers, Gen.Enum<Assent>(), AnyPolicy, (owner, memory, signals, answers, assent, policy) =>
            (Talk with { Owner = owner, Memory = memory }, new TurnReading(Asked(1, "hm"), signals, answers, assent), policy));

    [Fact]
    public void Every_reading_gives_a_whole_decision_and_only_the_owner_decides_who_it_is_for() => Any.Sample(any =>
    {
        var decision = Router.Decide(any.Conversation, any.Reading, any.Policy);

        Assert.Equal(any.Conversation.Owner != Owner.Bot, decision.Kind == DecisionKind.PassToAgent);
        Assert.True(decision.Kind == DecisionKind.PassToAgent || decision.Kind == DecisionKind.HandOff == decision.Reasons.Count > 0);
        Assert.True(decision.Kind != DecisionKind.PassToAgent || decision.Reasons.All(reason => reason.Code == ReasonCode.HighStakes));
        Assert.Equal(decision.Kind == DecisionKind.HandOff, decision.Skill is { Length: > 0 });
        Assert.Equal(decision.Kind == DecisionKind.Answer, decision.Reply is not null);
        Assert.True(decision.Candidates.Count == 0 || decision.Kind == DecisionKind.Clarify);
    }, iter: Readings);

    [Fact]
    public void Whoever_asks_for_a_person_gets_one_whatever_else_is_read() => Gen.Select(Any, Gen.Double[RoutingPolicy.SurestNeeded, 1], Gen.Int[0, 10]).Sample((any, value, place) =>
    {
        var signals = any.Reading.Signals.ToList();
        signals.Insert(Math.Min(place, signals.Count), Read(SignalKind.HumanRequest, value));

        var decision = Router.Decide(any.Conversation with { Owner = Owner.Bot }, any.Reading with { Signals = signals }, any.Policy);

        Assert.Equal(DecisionKind.HandOff, decision.Kind);
        Assert.Contains(decision.Reasons, reason => reason.Code == ReasonCode.HumanRequest);
    }, iter: Readings);

    [Fact]
    public void No_further_signal_takes_a_handoff_back() => Gen.Select(Any, AnySignal).Sample((any, further) =>
    {
        var conversation = any.Conversation with { Owner = Owner.Bot };
        var before = Router.Decide(conversation, any.Reading, any.Policy);
        var after = Router.Decide(conversation, any.Reading with { Signals = [.. any.Reading.Signals, further] }, any.Policy);

        // Only a failure can be made good, by a reader that does know.
        Assert.True(before.Kind != DecisionKind.HandOff || before.Reasons[0].Code == ReasonCode.Failure || after.Kind == DecisionKind.HandOff);
    }, iter: Readings);

    [Fact]
    public void The_same_reading_gives_the_same_decision() => Any.Sample(any =>
    {
        var (first, second) = (Router.Decide(any.Conversation, any.Reading, any.Policy), Router.Decide(any.Conversation, any.Reading, any.Policy));

        Assert.Equal((first.Kind, first.Skill, first.Priority, first.Stakes, first.Reply), (second.Kind, second.Skill, second.Priority, second.Stakes, second.Reply));
        Assert.Equal(first.Reasons, second.Reasons);
    }, iter: Readings);
}
