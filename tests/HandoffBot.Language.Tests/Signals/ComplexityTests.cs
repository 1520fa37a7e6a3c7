using HandoffBot.Language.Signals;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Tests.Signals;

public sealed class ComplexityTests
{
    private const double Tangled = 0.7;

    [Theory]
    [InlineData("This is the third time I write. My landlord and my old supplier both billed me although I moved out, and on top of that the refund went to a closed account.")]
    [InlineData("C'est la troisième fois que j'écris : mon ancien fournisseur et vous me facturez tous les deux, alors que j'ai déménagé, et en plus deux compteurs sont confondus.")]
    public void Several_tangled_concerns_are_complex(string text) => Assert.True(Value(text) >= Tangled, text);

    [Theory]
    [InlineData("How do I pay my bill?")]
    [InlineData("My landlord asked for the meter number, where is it?")]
    [InlineData("Je déménage le mois prochain, que dois-je faire ?")]
    [InlineData("Also, also, also, also, and what are your hours?")]
    public void A_single_question_is_not(string text) => Assert.True(Value(text) < Tangled, text);

    private static double Value(string text) => ComplexityReader.Read(FoldedText.Of(text)).Value;
}
