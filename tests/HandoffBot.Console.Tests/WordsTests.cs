using HandoffBot.Console.Look;
using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData("dl_3f9a2c", "Maria", "Maria")]
    [InlineData("dl_3f9a2c", " ", "Visitor 9a2c")]
    [InlineData("7", "", "Visitor 7")]
    public void A_customer_without_a_name_can_still_be_told_apart(string id, string name, string words) =>
        Assert.Equal(words, Words.Customer(new CustomerView(id, name)));

    [Theory]
    [InlineData("self_harm_or_safety", "Self harm or safety")]
    [InlineData("largeMoney", "Large money")]
    [InlineData("pay-bill", "Pay bill")]
    public void Codes_become_words(string code, string words) => Assert.Equal(words, Words.Sentence(code));
}
