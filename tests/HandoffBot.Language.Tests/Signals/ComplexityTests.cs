using HandoffBot.Language.Signals;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Tests.Signals;

public sealed class ComplexityTests
{
    private const double Tangled = 0.7;

    [Theory]
    [InlineData("This is the third time I write. My landlord and my old supplier both billed me although I moved out, and on top of that the refund went to a closed account.")]
    [InlineData("C'est la troisième fois que j'écris : mon ancien fournisseur et vous me facturez tous les deux, alors que j'ai déménagé, et en plus deux compteurs sont confondus.")]
    [InlineData("I ordered a sofa and a chair on finance. The chair was cancelled, then billed again on a second agreement, the sofa came in the wrong colour, and the refund went to the lender, who says it belongs to the other one, so I have two late fees on the first.")]
    [InlineData("Nous avons un prêt à deux et un prêt relais. Le relais a été soldé, mais l'assurance court toujours dessus, l'échéancier additionne les deux et l'avoir est parti chez mon ex, qui dit que ce n'est pas à lui.")]
    public void Several_tangled_concerns_are_complex(string text) => Assert.True(Value(text) >= Tangled, text);

    [Theory]
    [InlineData("How do I pay my bill?")]
    [InlineData("My landlord asked for the meter number, where is it?")]
    [InlineData("Je déménage le mois prochain, que dois-je faire ?")]
    [InlineData("Hello, just a few questions before Saturday: I would like to know if the tent takes two adults, two teenagers and a dog, whether the inner room can be taken out, and if the bag to carry it in comes with it or costs extra.")]
    [InlineData("Hi there, I would love to change the name of my wifi and the password because my kids keep giving it to the neighbours, so how do I do that on the app and do I need to restart the hub after that?")]
    [InlineData("Also, also, also, also, and what are your hours?")]
    public void A_single_question_is_not(string text) => Assert.True(Value(text) < Tangled, text);

    private static double Value(string text) => ComplexityReader.Read(FoldedText.Of(text)).Value;
}
