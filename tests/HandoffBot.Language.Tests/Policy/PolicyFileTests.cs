using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Policy;

namespace HandoffBot.Language.Tests.Policy;

/// <summary>The policy file: what it may say, and what is said of each fault.</summary>
public sealed class PolicyFileTests
{
    private static readonly string[] Skills = ["general", "billing", "technical", "fraud", "care"];

    /// <summary>A policy without faults, a line each, to break one thing in.</summary>
    private const string Written = """
        version: "4"
        switched_on: []
        default_skill: general
        thresholds:
          human_request: 0.4
          distress: 0.7
        stakes:
          fraud: { from: 0.3, skill: fraud, priority: urgent }
        reasons:
          emotion: { skill: care, priority: high }
        never_answer: [pay-bill]
        rules:
          - id: refunds
            words: { en: [refund*], fr: [rembours*] }
            amount_from: 150
            skill: billing
            priority: high
        emergency:
          regions: [GB]
          by_language: { en: GB }
        packs:
          shop:
            thresholds: { distress: 0.5, answer: 0.7, clarifications: 0 }
            stakes:
              fraud: { priority: crisis }
            never_answer: [meter]
            rules:
              - id: broken
                words: { en: [broken], fr: [cassé] }
        """;

    private static readonly DialogSet Dialogs = Set();

    [Fact]
    public void A_policy_without_faults_says_what_it_says_and_the_rest_stays_as_usual()
    {
        var policy = Read(Written).Policy!;
        Assert.Matches("^4\\+[0-9a-f]{8}$", policy.Version);
        Assert.Equal((0.4, 0.7, 0.5, 1), (policy.HumanRequestAt, policy.DistressAt, policy.AnswerAt, policy.ClarificationsAllowed));
        Assert.Equal(new StakesRow(0.3, "fraud", Priority.Urgent), policy.RowOf(Stakes.Fraud));
        Assert.Equal(StakesRow.Defaults[Stakes.Bereavement], policy.RowOf(Stakes.Bereavement));
        Assert.Equal(new ReasonRow("care", Priority.High), policy.RowOf(ReasonCode.Emotion));
        Assert.Equal(["pay-bill"], policy.NeverAnswered);
        var rule = Assert.Single(policy.Rules);
        Assert.Equal(("refunds", 150m, "billing", Priority.High), (rule.Id, rule.AmountFrom, rule.Skill, rule.Priority));
        Assert.Equal("GB", policy.Emergency.RegionFor("en-GB", "en"));
    }

    [Fact]
    public void A_pack_that_is_switched_on_makes_the_bot_more_careful_and_never_less()
    {
        var policy = Read(Written.Replace("switched_on: []", "switched_on: [shop]", StringComparison.Ordinal).Replace("never_answer: [meter]", "never_answer: [pay-bill]", StringComparison.Ordinal)).Policy!;
        Assert.Equal((0.5, 0.7, 0), (policy.DistressAt, policy.AnswerAt, policy.ClarificationsAllowed));
        Assert.Equal(new StakesRow(0.3, "fraud", Priority.Crisis), policy.RowOf(Stakes.Fraud));
        Assert.Equal(["refunds", "broken"], policy.Rules.Select(rule => rule.Id));

        var milder = Read(Written.Replace("switched_on: []", "switched_on: [shop]", StringComparison.Ordinal).Replace("never_answer: [meter]", "", StringComparison.Ordinal)
            .Replace("distress: 0.5, answer: 0.7, clarifications: 0", "distress: 0.9, answer: 0.3, clarifications: 3", StringComparison.Ordinal)).Policy!;
        Assert.Equal((0.7, 0.5, 1), (milder.DistressAt, milder.AnswerAt, milder.ClarificationsAllowed));
    }

    [Fact]
    public void Another_text_is_another_version() => Assert.NotEqual(Read(Written).Policy!.Version, Read(Written + "\n# a remark").Policy!.Version);

    [Theory]
    [InlineData("version: \"4\"", "", 1, "\"version\" is missing")]
    [InlineData("version: \"4\"", "version: \"\"", 1, "\"version\" in the policy is no text")]
    [InlineData("default_skill: general", "default_skill: sales", 3, "unknown skill \"sales\": expected one of general")]
    [InlineData("switched_on: []", "switched_on: [shops]", 2, "there is no pack \"shops\": expected one of shop")]
    [InlineData("switched_on: []", "switched_on: [shop]", 26, "there is no topic \"meter\"")]
    [InlineData("switched_on: []", "switched_of: []", 2, "unknown field \"switched_of\" in the policy: expected one of version")]
    [InlineData("human_request: 0.4", "human_request: 0.51", 5, "expected a number from 0.05 to 0.5; whoever asks for a person")]
    [InlineData("human_request: 0.4", "human_request: 1", 5, "this cannot be switched off")]
    [InlineData("human_request: 0.4", "human_request: NaN", 5, "expected a number from 0.05")]
    [InlineData("human_request: 0.4", "human_request: never", 5, "expected a number from 0.05")]
    [InlineData("human_request: 0.4", "human_request: 0", 5, "expected a number from 0.05")]
    [InlineData("distress: 0.7", "distres: 0.7", 6, "unknown field \"distres\" in thresholds of the policy")]
    [InlineData("distress: 0.7", "without_progress: 2.5", 6, "expected a whole number from 1 to 5")]
    [InlineData("distress: 0.7", "clarifications: 9", 6, "expected a whole number from 0 to 3")]
    [InlineData("distress: 0.7", "offer_topic: 0.8", 4, "offer_topic (0.8) is above answer (0.5)")]
    [InlineData("fraud: { from: 0.3", "theft: { from: 0.3", 8, "unknown field \"theft\" in stakes of the policy: expected one of self_harm_or_safety, fraud")]
    [InlineData("fraud: { from: 0.3", "self_harm_or_safety: { from: 0.9", 8, "expected a number from 0.05 to 0.5; whoever asks for a person, or is in danger")]
    [InlineData("fraud: { from: 0.3", "self_harm_or_safety: { from: 0.3", 8, "somebody in danger has the priority urgent: expected crisis")]
    [InlineData("priority: urgent }", "priority: at-once }", 8, "\"priority: at-once\" in the row fraud: expected one of normal, high, urgent, crisis")]
    [InlineData("skill: fraud, priority", "skill: police, priority", 8, "unknown skill \"police\"")]
    [InlineData("emotion: {", "anger: {", 10, "unknown field \"anger\" in reasons of the policy")]
    [InlineData("emotion: {", "high_stakes: {", 10, "high_stakes has a table of its own")]
    [InlineData("never_answer: [pay-bill]", "never_answer: [pay-bills]", 11, "there is no topic \"pay-bills\": expected the id of a dialog, perhaps pay-bill")]
    [InlineData("never_answer: [pay-bill]", "never_answer: pay-bill", 11, "is no list")]
    [InlineData("- id: refunds", "- id: Refunds!", 13, "is not kebab-case")]
    [InlineData("- id: refunds", "- name: refunds", 13, "a rule has no id")]
    [InlineData("- id: refunds", "- id: broken", 28, "the rule broken stands in line 13 already")]
    [InlineData("words: { en: [refund*], fr: [rembours*] }", "words: { en: [refund*] }", 14, "has no words in fr")]
    [InlineData("words: { en: [refund*], fr: [rembours*] }", "words: { en: [refund*], fr: [r*] }", 14, "is too short to mean anything")]
    [InlineData("words: { en: [refund*], fr: [rembours*] }", "words: { en: [refund*], fr: [de re*] }", 14, "stands for too many words")]
    [InlineData("words: { en: [refund*], fr: [rembours*] }", "words: { en: [re*fund], fr: [rembours*] }", 14, "has a * in the middle")]
    [InlineData("words: { en: [refund*], fr: [rembours*] }", "words: { en: [refund*], de: [geld] }", 14, "unknown field \"de\" in the words of refunds: expected one of en, fr")]
    [InlineData("amount_from: 150", "amount_from: lots", 15, "it is in whole units of the currency")]
    [InlineData("amount_from: 150", "topic: nothing", 13, "there is no topic \"nothing\"")]
    [InlineData("regions: [GB]", "regions: [Britain]", 19, "expected two capital letters")]
    [InlineData("regions: [GB]", "regions: [DE]", 19, "no emergency numbers are known for DE in en: expected crisis.DE in en/wording.yaml")]
    [InlineData("by_language: { en: GB }", "by_language: { de: GB }", 20, "unknown field \"de\" in by_language")]
    [InlineData("thresholds: { distress: 0.5", "thresholds: { human_request: 0.9", 23, "in thresholds of the pack shop: expected a number from 0.05 to 0.5")]
    [InlineData("packs:", "packs: [", 23, "not valid YAML")]
    [InlineData("version: \"4\"", "version: \"4", 1, "not valid YAML")]
    public void A_fault_is_named_with_its_line_and_what_would_be_right(string from, string to, int line, string message)
    {
        Assert.Contains(from, Written, StringComparison.Ordinal);
        var loaded = Read(Written.Replace(from, to, StringComparison.Ordinal));
        Assert.False(loaded.IsUsable);
        Assert.True(loaded.Faults.Any(fault => fault.File == "policy.yaml" && fault.Line == line && fault.Message.Contains(message, StringComparison.Ordinal)), string.Join('\n', loaded.Faults));
    }

    [Fact]
    public void All_faults_are_told_at_once_in_their_order()
    {
        var loaded = Read("version: \"1\"\ndefault_skill: nobody\nthresholds:\n  human_request: 1\n  answer: 7\nrules:\n  - id: empty\n");
        Assert.Equal([2, 4, 5, 7], loaded.Faults.Select(fault => fault.Line));
    }

    [Fact]
    public void A_missing_file_is_a_fault() => Assert.Contains("is missing", Assert.Single(new PolicyFile(Dialogs, Skills).Load("/nowhere/policy.yaml").Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void Whatever_a_file_says_who_asks_for_a_person_gets_one()
    {
        foreach (var file in new[] { Written, "version: \"1\"\n", "version: \"1\"\nthresholds: { human_request: 0.05, answer: 0.05, offer_topic: 0.05, clarifications: 3 }\n" })
        {
            Assert.InRange(Read(file).Policy!.HumanRequestAt, 0.05, RoutingPolicy.SurestNeeded);
            Assert.Equal(Priority.Crisis, Read(file).Policy!.RowOf(Stakes.SelfHarmOrSafety).Priority);
            Assert.InRange(Read(file).Policy!.From(Stakes.SelfHarmOrSafety), 0.05, RoutingPolicy.SurestNeeded);
        }
    }

    [Fact]
    public void A_high_threshold_for_stakes_leaves_danger_where_it_is() =>
        Assert.Equal(RoutingPolicy.SurestNeeded, Read("version: \"1\"\nthresholds: { stakes: 0.95 }\n").Policy!.From(Stakes.SelfHarmOrSafety));

    [Fact]
    public void A_team_that_does_not_exist_here_is_not_named_by_the_usual_table() =>
        Assert.Null(new PolicyFile(Dialogs, ["general"]).Read("policy.yaml", "version: \"1\"\n").Policy!.RowOf(Stakes.Fraud).Skill);

    [Theory]
    [InlineData("retail", "my charger caught fire", "mon chargeur a pris feu")]
    [InlineData("utilities", "There is a gas leak in the kitchen", "Ça sent le gaz dans la cuisine")]
    [InlineData("healthcare", "I missed a dose yesterday", "J'ai oublié une dose hier")]
    [InlineData("financial-services", "he told me to transfer it to a safe account", "on me parle d'un compte sécurisé")]
    public void Each_shipped_pack_can_be_switched_on_and_works_in_both_languages(string pack, string english, string french)
    {
        var text = File.ReadAllText(Path.Combine(Shipped.Folder, "policy.yaml"));
        var reader = new PolicyFile(Shipped.Dialogs, Skills);
        var (without, with) = (reader.Read("policy.yaml", text), reader.Read("policy.yaml", text.Replace("switched_on: []", $"switched_on: [{pack}]", StringComparison.Ordinal)));
        Assert.Empty(without.Faults);
        Assert.Empty(with.Faults);
        foreach (var said in new[] { english, french })
        {
            Assert.Equal((DecisionKind.Clarify, DecisionKind.HandOff), (Decide(said, without.Policy!), Decide(said, with.Policy!)));
        }
    }

    [Fact]
    public void All_shipped_packs_go_together()
    {
        var text = File.ReadAllText(Path.Combine(Shipped.Folder, "policy.yaml"));
        Assert.Empty(new PolicyFile(Shipped.Dialogs, Skills).Read("policy.yaml", text.Replace("switched_on: []", "switched_on: [retail, utilities, healthcare, financial-services]", StringComparison.Ordinal)).Faults);
    }

    private static DecisionKind Decide(string text, RoutingPolicy policy)
    {
        var signals = Enum.GetValues<SignalKind>().Select(kind => Signal.None(kind)).ToArray();
        var turn = Turns.Alone(text);
        return Router.Decide(turn.Conversation, new TurnReading(turn.Turn, signals, [], Assent.Unclear), policy).Kind == DecisionKind.HandOff ? DecisionKind.HandOff : DecisionKind.Clarify;
    }

    private static PolicyLoading Read(string text) => new PolicyFile(Dialogs, Skills).Read("policy.yaml", text);

    private static DialogSet Set()
    {
        var texts = WordingKeys.All.ToDictionary(key => key, key => key, StringComparer.Ordinal);
        texts["crisis.GB"] = "call 999";
        var dialog = new Dialog { Id = "pay-bill", Language = "en", Title = "Pay", Examples = [], Stakes = DialogStakes.None, Skill = "billing", Steps = [], Answer = "Pay." };
        return new DialogSet([dialog, dialog with { Language = "fr" }], new Dictionary<string, Wording> { ["en"] = new("en", texts), ["fr"] = new("fr", texts) });
    }
}
