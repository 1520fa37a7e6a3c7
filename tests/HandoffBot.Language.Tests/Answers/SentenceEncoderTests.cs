using HandoffBot.Language.Answers.Encoder;

namespace HandoffBot.Language.Tests.Answers;

public sealed class SentenceEncoderTests
{
    private readonly SentenceEncoder _encoder = SentenceEncoder.Shared.Value;

    /// <summary>What Microsoft.ML.Tokenizers' BertTokenizer makes of it with the same vocabulary.</summary>
    [Theory]
    [InlineData("I am still waiting on my card?", new[] { 101, 1045, 2572, 2145, 3403, 2006, 2026, 4003, 1029, 102 })]
    [InlineData("There is an unexplained charge, can you please explain?", new[] { 101, 2045, 2003, 2019, 16655, 2595, 24759, 18175, 2094, 3715, 1010, 2064, 2017, 3531, 4863, 1029, 102 })]
    [InlineData("I haven't", new[] { 101, 1045, 4033, 1005, 1056, 102 })]
    [InlineData("", new[] { 101, 102 })]
    public void A_text_is_cut_into_the_pieces_of_the_model(string text, int[] pieces) => Assert.Equal(pieces, _encoder.Pieces(text));

    [Fact]
    public void Accents_make_no_difference() => Assert.Equal(_encoder.Pieces("cafe relevé"), _encoder.Pieces("Café releve"));

    [Fact]
    public void A_long_turn_is_cut() => Assert.Equal(48, _encoder.Pieces(string.Concat(Enumerable.Repeat("my bill is wrong ", 200))).Length);

    [Theory]
    [InlineData("my internet is not working", "no wifi connection at home", "I would like to pay by card")]
    [InlineData("I want my money back", "can I get a refund", "how do I change my email address")]
    [InlineData("when do you close today", "what are your business hours", "the router has a red light")]
    public void Sentences_that_mean_the_same_are_nearer_than_others(string one, string same, string other) => Assert.True(Near(one, same) > Near(one, other) + 0.1, $"{Near(one, same):F3} {Near(one, other):F3}");

    [Fact]
    public void Sentences_encoded_together_come_out_as_alone()
    {
        var texts = new[] { "hello", "where can I send the meter reading of my flat", "pay my bill", "are you open on Sunday", "my card has not arrived" };
        var together = _encoder.Encode([.. texts.Select(_encoder.Pieces)], atOnce: 2);
        Assert.All(texts.Zip(together), pair => Assert.True(Floats.Dot(_encoder.Encode(pair.First), pair.Second) > 0.99999f));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\U0001F600 \uD800 \u200D")]
    [InlineData("日本語のテキスト")]
    public void Any_text_has_a_direction(string text) => Assert.Equal(1, Floats.Dot(_encoder.Encode(text), _encoder.Encode(text)), 3);

    private float Near(string one, string other) => Floats.Dot(_encoder.Encode(one), _encoder.Encode(other));
}
