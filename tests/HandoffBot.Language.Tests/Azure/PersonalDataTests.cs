using HandoffBot.Core.Routing;
using HandoffBot.Language.Azure;

namespace HandoffBot.Language.Tests.Azure;

public sealed class PersonalDataTests
{
    private const string Words = "🙂 Your line is terrible, call me on 020 7946 0123 now! Or write.";

    [Fact]
    public async Task Off_by_default_it_is_not_asked_for()
    {
        await using var desk = await AzureDesk.OpenAsync();

        var reading = await desk.ReadAsync(Words);

        Assert.Equal("SentimentAnalysis", Assert.Single(desk.Stub.Requests).Kind);
        Assert.Contains("020 7946 0123", AzureDesk.ByAzure(reading, SignalKind.Distress).Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switched_on_it_is_named_in_the_signal_and_blotted_out_of_the_quoted_words()
    {
        await using var desk = await AzureDesk.OpenAsync(options => options.RecognizePersonalData = true);

        var signal = AzureDesk.ByAzure(await desk.ReadAsync(Words), SignalKind.Distress);

        Assert.Equal("🙂 Your line is terrible, call me on [PhoneNumber] now!", signal.Evidence);
        Assert.Equal("azure:negative; personal data: PhoneNumber", signal.Label);
        var asked = desk.Stub.Requests.Single(request => request.Kind == "PiiEntityRecognition");
        Assert.Equal("""{"loggingOptOut":true,"stringIndexType":"Utf16CodeUnit"}""", asked.Body["parameters"]!.ToJsonString());
        Assert.Equal(2, desk.Usage.TextRecords);
    }

    [Fact]
    public void Where_it_was_not_answered_nothing_is_quoted()
    {
        var sentiment = new SentimentDocument("1", "negative", new Scores(0, 0, 1), [new SentenceSentiment(0, 4, new Scores(0, 0, 1), [])]);
        DocumentReading[] readings = [new(new Document("Bad.", "en", 0, 4), sentiment, null)];

        Assert.Null(DocumentReading.Together(readings, mayQuote: false)!.Evidence);
        Assert.Equal("Bad.", DocumentReading.Together(readings, mayQuote: true)!.Evidence);
    }

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(2, 4)]
    [InlineData(0, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_sentence_outside_the_words_is_not_quoted(int offset, int length)
    {
        var sentiment = new SentimentDocument("1", "negative", new Scores(0, 0, 1), [new SentenceSentiment(offset, length, new Scores(0, 0, 1), [])]);

        Assert.Null(DocumentReading.Together([new(new Document("Bad.", "en", 0, 4), sentiment, null)], mayQuote: true)!.Evidence);
    }
}
