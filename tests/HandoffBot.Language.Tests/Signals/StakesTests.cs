using HandoffBot.Core.Routing;
using HandoffBot.Language.Signals;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Tests.Signals;

public sealed class StakesTests
{
    [Theory]
    [InlineData("I can't go on anymore", Stakes.SelfHarmOrSafety)]
    [InlineData("it smells of gas in the hallway", Stakes.SelfHarmOrSafety)]
    [InlineData("je n'ai plus envie de vivre", Stakes.SelfHarmOrSafety)]
    [InlineData("des étincelles sortent du compteur", Stakes.SelfHarmOrSafety)]
    [InlineData("I've been scammed", Stakes.Fraud)]
    [InlineData("somebody opened a contract in my name", Stakes.Fraud)]
    [InlineData("on a piraté mon compte", Stakes.Fraud)]
    [InlineData("un prélèvement que je n'ai jamais autorisé", Stakes.Fraud)]
    [InlineData("my mother passed away in May", Stakes.Bereavement)]
    [InlineData("mon père est décédé", Stakes.Bereavement)]
    [InlineData("I will see you in court", Stakes.LegalThreat)]
    [InlineData("je vais saisir le médiateur", Stakes.LegalThreat)]
    [InlineData("I can't afford to feed my kids", Stakes.Vulnerability)]
    [InlineData("le bébé a froid, on n'a plus rien", Stakes.Vulnerability)]
    [InlineData("my son's oxygen concentrator needs power", Stakes.Medical)]
    [InlineData("je suis sous dialyse à domicile", Stakes.Medical)]
    [InlineData("we have no electricity since last night", Stakes.Outage)]
    [InlineData("plus de courant depuis ce matin", Stakes.Outage)]
    [InlineData("I received another customer's bill", Stakes.Privacy)]
    [InlineData("supprimez mes données personnelles", Stakes.Privacy)]
    [InlineData("you charged me £1,250.00 twice", Stakes.LargeMoney)]
    [InlineData("il me manque 1 250,50 € sur le remboursement", Stakes.LargeMoney)]
    public void What_is_at_stake_is_named_in_both_languages(string text, Stakes expected)
    {
        var signal = StakesReader.Read(FoldedText.Of(text));
        Assert.True(signal.Value >= 0.5, text);
        Assert.Equal(expected, signal.Stakes);
        Assert.NotNull(signal.Evidence);
    }

    [Theory]
    [InlineData("I'm dying to know when it arrives")]
    [InlineData("these prices are killing me")]
    [InlineData("my router died")]
    [InlineData("la batterie est morte")]
    [InlineData("je suis mort de rire")]
    [InlineData("I can't find my meter")]
    [InlineData("I can't see my electricity bill")]
    [InlineData("I forgot my password")]
    [InlineData("you charged me £12.50 twice")]
    [InlineData("il me manque 12,50 € sur le remboursement")]
    [InlineData("my bill is £900, when is it due?")]
    [InlineData("What is the price of gas?")]
    [InlineData("discount for lawyers")]
    [InlineData("How do I pay my bill?")]
    [InlineData("à court terme, quel tarif ?")]
    public void Figures_of_speech_and_small_sums_are_not_at_stake(string text) => Assert.Equal(0, StakesReader.Read(FoldedText.Of(text)).Value);

    [Fact]
    public void Danger_is_named_before_everything_else() =>
        Assert.Equal(Stakes.SelfHarmOrSafety, StakesReader.Read(FoldedText.Of("My lawyer will call you. I was scammed and I want to kill myself.")).Stakes);

    [Theory]
    [InlineData("£1,250.00", 1250)]
    [InlineData("1 250,00 €", 1250)]
    [InlineData("1\u202F250 €", 1250)]
    [InlineData("1.250,50 euros", 1250.50)]
    [InlineData("€ 80 000", 80000)]
    [InlineData("2k euros", 2000)]
    [InlineData("three payments, the last of 3 grand", 3000)]
    [InlineData("1.5 million dollars", 1500000)]
    [InlineData("order 40229811, 12 pounds", 12)]
    [InlineData("call 0207 946 0100", 0)]
    [InlineData("99999999999999999999999999 €", 0)]
    public void Amounts_are_read_as_either_language_writes_them(string text, double expected) => Assert.Equal((decimal)expected, Amounts.Largest(text));
}
