using HandoffBot.Core.Conversations;
using HandoffBot.Language.Models;
using HandoffBot.Language.Signals;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Tests.Signals;

public sealed class FeelingsTests
{
    private const double Upset = 0.6;

    [Theory]
    [InlineData("thank you, that was very helpful")]
    [InlineData("merci, c'est parfait")]
    public void Praise_is_positive(string text) => Assert.True(Tone(text) > 0.3, text);

    [Theory]
    [InlineData("this is not good")]
    [InlineData("worst service ever")]
    [InlineData("je ne suis pas content")]
    [InlineData("c'est lamentable")]
    public void Blame_and_negated_praise_are_negative(string text) => Assert.True(Tone(text) < 0, text);

    [Fact]
    public void Intensity_counts() => Assert.True(Words("very slow") < Words("slow") && Words("slow") < Words("a bit slow"));

    [Theory]
    [InlineData("the app is slow today, how do I clear the cache")]
    [InlineData("il y a une erreur sur ma facture, comment la corriger ?")]
    public void Saying_what_is_wrong_is_no_tone(string text) => Assert.Equal(0, Tone(text));

    [Theory]
    [InlineData("I am absolutely furious, this is a disgrace!!")]
    [InlineData("you useless bunch of liars, how dare you")]
    [InlineData("I'm in tears, I don't know what to do anymore")]
    [InlineData("vous vous foutez de moi, c'est scandaleux !!")]
    [InlineData("je suis désespérée, je n'en peux plus")]
    [InlineData("THIS IS UNACCEPTABLE, NOBODY LISTENS TO ME!!")]
    public void Anger_fear_and_despair_are_distress(string text) => Assert.True(Distress(text) >= Upset, text);

    [Theory]
    [InlineData("where the hell is the reset button lol")]
    [InlineData("damn, that was fast, thanks!!")]
    [InlineData("putain ça marche, merci !!")]
    [InlineData("my bill is higher than last month")]
    [InlineData("no worries")]
    [InlineData("GB29NWBK60161331926819")]
    [InlineData("je ne suis pas énervé")]
    [InlineData("he's scared stiff of needles, which clinic has the nasal spray?")]
    [InlineData("my grandson told me you would be hopeless. Most efficient, thank you.")]
    [InlineData("si je dépasse mon forfait, je paie combien ?")]
    public void Swearing_for_emphasis_and_mild_complaint_stay_low(string text) => Assert.True(Distress(text) < Upset, text);

    [Fact]
    public void Distress_that_goes_on_weighs_more()
    {
        var first = Distress("this is ridiculous");
        var later = Turns.After([(Speaker.Customer, "this is a disgrace"), (Speaker.Bot, "…"), (Speaker.Customer, "I am furious"), (Speaker.Bot, "…")], "this is ridiculous");
        Assert.True(new DistressReader(new ScoredTurns(new FoldedTurns())).ReadAsync(later, TestContext.Current.CancellationToken).Result().Value > first + 0.1);
    }

    private static double Words(string text) => Feelings.In(FoldedText.Of(text)).Tone;

    private static double Tone(string text) => new SentimentReader(new ScoredTurns(new FoldedTurns())).ReadAsync(Turns.Alone(text), TestContext.Current.CancellationToken).Result().Value;

    private static double Distress(string text) => new DistressReader(new ScoredTurns(new FoldedTurns())).ReadAsync(Turns.Alone(text), TestContext.Current.CancellationToken).Result().Value;
}
