using CsCheck;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;
using static HandoffBot.Core.Tests.Corvelle;

namespace HandoffBot.Core.Tests.Dialogs;

public sealed class WordingTests
{
    [Theory]
    [InlineData("Hello {name}.", "Hello Zoé.")]
    [InlineData("{name}{name}", "ZoéZoé")]
    [InlineData("{unknown} stays", "{unknown} stays")]
    [InlineData("{ name } is another", "{ name } is another")]
    [InlineData("open { end", "open { end")]
    [InlineData("}{name}{", "}Zoé{")]
    [InlineData("{{name}}", "{Zoé}")]
    [InlineData("", "")]
    public void Placeholders_are_filled_and_everything_else_stays(string text, string expected) =>
        Assert.Equal(expected, Saying(text).Format(WordingKeys.Greeting, ("name", "Zoé")));

    [Fact]
    public void Inserted_values_are_never_read_as_placeholders() => Gen.Select(Gen.String[Gen.OneOf('{', '}', 'a', 'b', ' '), 0, 12], Gen.String[Gen.OneOf('{', '}', 'a', 'b', ' '), 0, 12])
        .Sample((a, b) => Assert.Equal($"<{a}|{b}|{a}>", Saying("<{a}|{b}|{a}>").Format(WordingKeys.Greeting, ("a", a), ("b", b))));

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(4, "4th")]
    [InlineData(10, "10th")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(13, "13th")]
    [InlineData(20, "20th")]
    [InlineData(21, "21st")]
    [InlineData(22, "22nd")]
    [InlineData(23, "23rd")]
    [InlineData(24, "24th")]
    [InlineData(101, "101st")]
    [InlineData(111, "111th")]
    [InlineData(112, "112th")]
    [InlineData(113, "113th")]
    [InlineData(1002, "1002nd")]
    public void English_counts_places(long number, string expected) => Assert.Equal(expected, English.Ordinal(number));

    [Theory]
    [InlineData(1, "1ʳᵉ")]
    [InlineData(2, "2ᵉ")]
    [InlineData(11, "11ᵉ")]
    [InlineData(21, "21ᵉ")]
    [InlineData(101, "101ᵉ")]
    public void French_counts_places(long number, string expected) => Assert.Equal(expected, French.Ordinal(number));

    [Theory]
    [InlineData("yes", Assent.Yes)]
    [InlineData("  YES!! ", Assent.Yes)]
    [InlineData("That’s right.", Assent.Yes)]
    [InlineData("ｙｅｐ", Assent.Yes)]
    [InlineData("yep \U0001F600", Assent.Yes)]
    [InlineData("It works", Assent.Yes)]
    [InlineData(WordingKeys.SolvedYes, Assent.Yes)]
    [InlineData(WordingKeys.StepsWorked, Assent.Yes)]
    [InlineData("Nope", Assent.No)]
    [InlineData("it doesn’t work...", Assent.No)]
    [InlineData(WordingKeys.SolvedNo, Assent.No)]
    [InlineData(WordingKeys.StepsNext, Assent.No)]
    [InlineData("yes but it is slow", Assent.Unclear)]
    [InlineData("yes and no", Assent.Unclear)]
    [InlineData("oui", Assent.Unclear)]
    [InlineData("?!", Assent.Unclear)]
    [InlineData("", Assent.Unclear)]
    public void English_yes_and_no_are_understood_only_when_nothing_is_said_beside_them(string text, Assent expected) => Assert.Equal(expected, English.ReadAssent(text));

    [Theory]
    [InlineData("Oui.", Assent.Yes)]
    [InlineData("ca marche", Assent.Unclear)]
    [InlineData("ÇA MARCHE !", Assent.Yes)]
    [InlineData("c\u0327a marche", Assent.Yes)]
    [InlineData("d'accord", Assent.Yes)]
    [InlineData("Ça n'a pas marché", Assent.No)]
    [InlineData("fr:steps.next", Assent.No)]
    [InlineData("yes", Assent.Unclear)]
    public void French_yes_and_no_are_understood(string text, Assent expected) => Assert.Equal(expected, French.ReadAssent(text));

    [Fact]
    public void Any_text_can_be_read() => Gen.String[Gen.OneOf<char>(Gen.Char['\0', '\uD7FF'], Gen.Char['\uE000', '\uFFFF'], Gen.OneOf('\uFFFE', '\uFFFF')), 0, 20].Sample(text => Assert.True(Enum.IsDefined(English.ReadAssent(text))));

    [Fact]
    public void Every_reason_and_every_stake_has_its_words()
    {
        Assert.Equal("handoff.human_request", English.Handoff(new Reason(ReasonCode.HumanRequest)));
        Assert.Equal("reason.no_progress", English.ReasonText(ReasonCode.NoProgress));
        Assert.Contains("stakes.self_harm_or_safety", WordingKeys.All);
        Assert.Equal(WordingKeys.All.Count, WordingKeys.All.Distinct().Count());
        Assert.All(Enum.GetValues<ReasonCode>(), code => Assert.NotEmpty(French.Handoff(new Reason(code))));
    }

    [Fact]
    public void Every_key_that_the_code_names_is_demanded_of_every_language()
    {
        var named = typeof(WordingKeys).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Empty(named.Except(WordingKeys.All));
    }

    [Fact]
    public void A_skill_without_a_name_for_customers_is_called_by_its_own() =>
        Assert.Equal(("the billing team", "unheard-of"), (English.SkillName("billing"), English.SkillName("unheard-of")));

    [Theory]
    [InlineData("fr", "fr")]
    [InlineData("fr-CA", "fr")]
    [InlineData("FR_fr", "fr")]
    [InlineData("en-US", "en")]
    [InlineData("de-DE", "en")]
    [InlineData("f", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void The_language_is_the_customers_or_the_first_one(string? locale, string expected) => Assert.Equal(expected, Set.LanguageFor(locale));

    private static Wording Saying(string greeting) => new("en", new Dictionary<string, string>(English.Texts) { [WordingKeys.Greeting] = greeting });
}
