using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;
using static HandoffBot.Core.Tests.Corvelle;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Routing;

public sealed class RouterTests
{
    public static TheoryData<RouterCase> Table => [.. RouterTable.Rows];

    [Theory]
    [MemberData(nameof(Table))]
    public void Every_row_of_the_table_holds(RouterCase row)
    {
        var reading = Reading(row.Text, assent: row.Assent, signals: [.. row.Signals]) with { Answers = row.SearchFailed ? null : row.Answers };

        var decision = Router.Decide(Talk with { Owner = row.Owner, Memory = row.Memory }, reading, row.Policy);

        Assert.Equal((row.Kind, row.Skill, row.Priority, row.Stakes, row.Reply), (decision.Kind, decision.Skill, decision.Priority, decision.Stakes, decision.Reply));
        Assert.Equal(row.Reasons, decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(row.Candidates, decision.Candidates);
        Assert.Equal("1", decision.PolicyVersion);
    }

    [Fact]
    public void A_reason_quotes_the_words_it_was_read_from()
    {
        var decision = Router.Decide(Talk, Reading(signals: Read(SignalKind.HumanRequest, 1, "get me someone")), new RoutingPolicy());

        Assert.Equal([new Reason(ReasonCode.HumanRequest, "get me someone")], decision.Reasons);
    }

    [Fact]
    public void Not_solved_after_all_quotes_the_customer()
    {
        var decision = Router.Decide(
            Talk with { Memory = new() { AskedSolved = "h0" } }, Reading("nope", assent: Core.Dialogs.Assent.No), new RoutingPolicy());

        Assert.Equal([new Reason(ReasonCode.NoProgress, "nope")], decision.Reasons);
    }

    [Theory]
    [InlineData(SignalKind.HumanRequest)]
    [InlineData(SignalKind.Stakes)]
    [InlineData(SignalKind.Distress)]
    [InlineData(SignalKind.Complexity)]
    [InlineData(SignalKind.Progress)]
    public void The_policy_says_from_which_value_on_a_signal_hands_off(SignalKind kind)
    {
        var policy = new RoutingPolicy { Version = "7", HumanRequestAt = 0.9, StakesAt = 0.9, DistressAt = 0.9, ComplexityAt = 0.9, WithoutProgressAt = 4 };
        var (below, at) = kind == SignalKind.Progress ? (3, 4) : (0.89, 0.9);

        Assert.Equal(DecisionKind.Answer, Decide(below).Kind);
        Assert.Equal((DecisionKind.HandOff, "7"), (Decide(at).Kind, Decide(at).PolicyVersion));

        Decision Decide(double value) => Router.Decide(Talk, Reading(answers: [Found(PayBill)], signals: Read(kind, value)), policy);
    }

    [Fact]
    public void The_policy_says_how_sure_an_answer_must_be_and_how_often_the_bot_asks_back()
    {
        var policy = new RoutingPolicy { AnswerAt = 0.8, OfferTopicAt = 0.6, ClarificationsAllowed = 2, DefaultSkill = "care" };

        Assert.Equal(DecisionKind.Answer, Decide(0.8, clarifications: 0).Kind);
        Assert.Equal(["pay-bill"], Decide(0.6, clarifications: 1).Candidates);
        Assert.Empty(Decide(0.59, clarifications: 1).Candidates);
        Assert.Equal((DecisionKind.HandOff, "care"), (Decide(0.59, clarifications: 2).Kind, Decide(0.59, clarifications: 2).Skill));

        Decision Decide(double confidence, int clarifications) =>
            Router.Decide(Talk with { Memory = new() { Clarifications = clarifications } }, Reading(answers: [Found(PayBill, confidence)]), policy);
    }

    [Fact]
    public void Anger_is_rising_only_over_what_was_there_before()
    {
        Assert.True(RisingFrom(0.5));
        Assert.Null(RisingFrom(0.65));
        Assert.Null(RisingFrom(null));

        bool? RisingFrom(double? before) => Router.Decide(Talk with { Memory = new() { Distress = before } }, Reading(signals: Read(SignalKind.Distress, 0.7)), new RoutingPolicy()).Reasons[0].IsRising;
    }

    [Fact]
    public void Danger_to_life_goes_before_everything()
    {
        Assert.Equal(Priority.Crisis, new RoutingPolicy().RowOf(Stakes.SelfHarmOrSafety).Priority);
        Assert.All(Enum.GetValues<Stakes>().Except([Stakes.SelfHarmOrSafety]), stakes => Assert.InRange(new RoutingPolicy().RowOf(stakes).Priority, Priority.High, Priority.Urgent));
    }
}
