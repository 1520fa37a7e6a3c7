using System.Globalization;
using HandoffBot.Language.Azure;

namespace HandoffBot.Language.Tests.Azure;

public sealed class DocumentTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1_000, 1)]
    [InlineData(1_001, 2)]
    [InlineData(5_120, 6)]
    public void Every_thousand_characters_begun_is_a_text_record(int characters, int records) =>
        Assert.Equal(records, Assert.Single(Document.Of(new string('a', characters), "en")).TextRecords);

    [Theory]
    [InlineData("word ")]
    [InlineData("e\u0301te\u0301 ")]
    [InlineData("👩‍👩‍👧 🇫🇷 ")]
    [InlineData("unbroken")]
    public void A_long_turn_is_cut_between_words_into_documents_the_service_takes_and_nothing_is_left_out(string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, 28_000 / repeated.Length));

        var documents = Document.Of(text, "fr");

        Assert.Equal(text, string.Concat(documents.Select(document => document.Text)));
        Assert.All(documents, document =>
        {
            Assert.Equal(new StringInfo(document.Text).LengthInTextElements, document.Elements);
            Assert.InRange(document.Elements, 1, Document.MaxElements);
            Assert.Equal(document.Text, text.Substring(document.Start, document.Text.Length));
        });
        Assert.All(documents.SkipLast(1), document => Assert.True(repeated == "unbroken" || document.Text.EndsWith(' ')));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    public void Blank_text_is_not_sent(string text) => Assert.Empty(Document.Of(text, "en"));

    [Fact]
    public void A_blank_stretch_of_a_long_turn_is_not_sent_either() =>
        Assert.Equal(["a", "b"], Document.Of($"a{new string(' ', 12_000)}b", "en").Select(document => document.Text.Trim()));

    [Theory]
    [InlineData("en", "en")]
    [InlineData("fr", "fr")]
    [InlineData("pt", "pt-PT")]
    [InlineData("zh", "zh-hans")]
    [InlineData("nb", "no")]
    public void Languages_are_named_as_the_service_names_them(string language, string code) => Assert.Equal(code, ServiceLanguages.CodeOf(language));
}
