using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Tests.Routing;

/// <summary>A decision in one sentence, as agents read it.</summary>
public sealed class DecisionWordsTests
{
    private static readonly Wording English = new("en", new Dictionary<string, string>(Corvelle.English.Texts)
    {
        [WordingKeys.WhyAnd] = "{first} and {last}",
        [WordingKeys.WhyAbout] = "{why}; topic: {topic}",
        [WordingKeys.WhyRephrased] = "{nth} rephrasing",
        [WordingKeys.WhyRising] = "rising anger",
        [WordingKeys.WhyRule] = "rule of the company: {rule}",
        [WordingKeys.WhyAskedWhich] = "asked back: {topics}",
        [WordingKeys.Reason(ReasonCode.HumanRequest)] = "asked for a person",
        ["rule.refunds"] = "wants a refund",
    });

    [Fact]
    public void A_single_reason_is_said_as_it_is() => Assert.Equal("asked for a person", Say(null, new Reason(ReasonCode.HumanRequest)));

    [Fact]
    public void Several_reasons_make_one_sentence_with_what_it_is_about() => Assert.Equal(
        "3rd rephrasing and rising anger; topic: refund",
        Say("refund", new Reason(ReasonCode.NoProgress, "my refund") { Times = 3, Label = "asks_again" }, new Reason(ReasonCode.Emotion, "!!") { IsRising = true }));

    [Fact]
    public void Three_reasons_are_parted_by_a_comma() => Assert.Equal(
        "asked for a person, rising anger and 2nd rephrasing",
        Say(null, new Reason(ReasonCode.HumanRequest), new Reason(ReasonCode.Emotion) { IsRising = true }, new Reason(ReasonCode.NoProgress) { Times = 2, Label = "asks_again" }));

    [Fact]
    public void A_rule_is_said_in_its_words_and_else_by_its_name()
    {
        Assert.Equal("wants a refund", Say(null, new Reason(ReasonCode.Policy) { Rule = "refunds" }));
        Assert.Equal("rule of the company: gas smell", Say(null, new Reason(ReasonCode.Policy) { Rule = "gas-smell" }));
    }

    [Fact]
    public void No_word_of_the_customer_is_in_it() => Assert.All(
        Enum.GetValues<ReasonCode>().Except([ReasonCode.Policy]), code => Assert.DoesNotContain("SECRET", Say("refund", new Reason(code, "SECRET")), StringComparison.Ordinal));

    [Fact]
    public void Every_decision_has_a_sentence()
    {
        foreach (var kind in Enum.GetValues<DecisionKind>())
        {
            Assert.NotEmpty(DecisionWords.Say(English, new Decision(kind, "1") { Reasons = kind == DecisionKind.HandOff ? [new Reason(ReasonCode.Failure)] : [] }, id => id));
        }

        Assert.Equal("asked back: pay-bill, fraud", DecisionWords.Say(English, new Decision(DecisionKind.Clarify, "1") { Candidates = ["pay-bill", "fraud"] }, id => id));
    }

    private static string Say(string? topic, params Reason[] reasons) => DecisionWords.Say(English, reasons, topic, id => id);
}
