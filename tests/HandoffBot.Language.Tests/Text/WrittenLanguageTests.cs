using HandoffBot.Core.Conversations;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Tests.Text;

public sealed class WrittenLanguageTests
{
    private readonly WrittenLanguage _languages = new(new FoldedTurns());

    [Theory]
    [InlineData("je n'ai pas reçu mon colis", "fr")]
    [InlineData("JE NAI PAS RECU MON COLIS", "fr")]
    [InlineData("Bonjour, où est ma commande ?", "fr")]
    [InlineData("Comment est-ce que je peux payer ma facture avec PayPal please", "fr")]
    [InlineData("where is my order", "en")]
    [InlineData("can you tell me if the shop is open, merci", "en")]
    public void A_text_is_in_the_language_of_its_small_words(string text, string language) => Assert.Equal(language, Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("merci beaucoup")]
    [InlineData("ok")]
    [InlineData("refund 4711")]
    [InlineData("je veux my money back and I want it now")]
    [InlineData("\U0001F600 \uD800 12.50 €")]
    [InlineData("wo ist meine Bestellung")]
    [InlineData("\uFFFE")]
    public void Short_mixed_and_other_texts_leave_the_language_as_it_is(string text) => Assert.Null(Read(text));

    [Theory]
    [InlineData("quiero saber el estado de la entrega que pedí")]
    [InlineData("vorrei sapere dove è il mio pacco")]
    [InlineData("não sei onde está a minha encomenda")]
    [InlineData("ik heb mijn bestelling nog niet gekregen")]
    public void Its_neighbours_do_not_pass_for_french(string text) => Assert.NotEqual("fr", Read(text));

    [Fact]
    public void A_long_turn_is_told_by_its_beginning() => Assert.Equal("fr", Read(string.Concat(Enumerable.Repeat("je ne sais pas ce que vous avez fait de mon dossier ", 400))));

    private string? Read(string text) => _languages.Read(new Turn(1, DateTimeOffset.UnixEpoch, new Utterance { Speaker = Speaker.Customer, Text = text }));
}
