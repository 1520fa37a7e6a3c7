using HandoffBot.Core.Routing;
using HandoffBot.Language.Azure;
using HandoffBot.Tests;

namespace HandoffBot.Language.Tests.Azure;

public sealed class AzureReadersTests
{
    private const string Upset = "I waited all day. The driver was rude and the website is useless and the app was terrible.";

    private static readonly RoutingPolicy Policy = new();

    [Fact]
    public async Task Both_readers_share_one_request_that_asks_for_opinions_and_that_nothing_is_kept()
    {
        await using var desk = await AzureDesk.OpenAsync();

        var reading = await desk.ReadAsync(Upset);

        var request = Assert.Single(desk.Stub.Requests);
        Assert.Equal(("/language/:analyze-text", "SentimentAnalysis"), (request.Path, request.Kind));
        Assert.Equal("""{"loggingOptOut":true,"stringIndexType":"Utf16CodeUnit","opinionMining":true}""", request.Body["parameters"]!.ToJsonString());
        var (tone, distress) = (AzureDesk.ByAzure(reading, SignalKind.Sentiment), AzureDesk.ByAzure(reading, SignalKind.Distress));
        Assert.Equal(("azure:negative", -0.97), (tone.Label, Math.Round(tone.Value, 2)));
        Assert.Equal("The driver was rude and the website is useless and the app was terrible.", distress.Evidence);
        Assert.Equal(1, desk.Usage.TextRecords);
    }

    [Theory]
    [InlineData("The driver was rude and the website is useless and the app was terrible.", "en", true)]
    [InlineData("Le livreur était impoli et le site est inutile et la ligne est lente.", "fr", true)]
    [InlineData("The website is slow.", "en", false)]
    [InlineData("The driver was friendly.", "en", false)]
    public async Task Several_bad_opinions_in_one_turn_hand_off_and_one_does_not(string text, string language, bool isReason)
    {
        await using var desk = await AzureDesk.OpenAsync();

        var distress = AzureDesk.ByAzure(await desk.ReadAsync(text, language), SignalKind.Distress);

        Assert.Equal(isReason, distress.Value >= Policy.DistressAt);
        Assert.Equal(language, (string?)desk.Stub.Requests.Single().Body["analysisInput"]!["documents"]![0]!["language"]);
    }

    [Theory]
    [InlineData("The parcel came and the driver was friendly, great.")]
    [InlineData("hm")]
    [InlineData("I AM FURIOUS, this is a disgrace!! I am so angry!!")]
    public async Task It_can_add_a_handoff_and_never_takes_one_away(string text)
    {
        await using var desk = await AzureDesk.OpenAsync();
        var turn = Turns.Alone(text);

        var alone = Router.Decide(turn.Conversation, await desk.OnlyOurs.ReadAsync(turn, TestContext.Current.CancellationToken), Policy);
        var beside = Router.Decide(turn.Conversation, await desk.Panel.ReadAsync(turn, TestContext.Current.CancellationToken), Policy);

        Assert.True(beside.Kind == DecisionKind.HandOff || alone.Kind != DecisionKind.HandOff);
        Assert.All(alone.Reasons, reason => Assert.Contains(reason.Code, beside.Reasons.Select(also => also.Code)));
    }

    [Fact]
    public async Task A_service_that_hangs_is_given_up_at_the_deadline_and_decides_nothing()
    {
        await using var desk = await AzureDesk.OpenAsync();
        desk.Stub.Fault = StubFault.Hangs;
        var turn = Turns.Alone("What are your opening hours?");
        var alone = Router.Decide(turn.Conversation, await desk.OnlyOurs.ReadAsync(turn, TestContext.Current.CancellationToken), Policy);

        var reading = desk.Panel.ReadAsync(turn, TestContext.Current.CancellationToken);
        await HasAskedAsync(desk);
        desk.Time.Advance(desk.Options.Deadline);
        var read = await reading;

        Assert.True(AzureDesk.ByAzure(read, SignalKind.Distress).IsUnknown);
        Assert.False(read.Strongest(SignalKind.Distress).IsUnknown);
        var beside = Router.Decide(turn.Conversation, read, Policy);
        Assert.Equal((alone.Kind, alone.Reply), (beside.Kind, beside.Reply));
        Assert.DoesNotContain(beside.Reasons, reason => reason.Code == ReasonCode.Failure);
        Assert.Equal(1, desk.Usage.WithoutAnswer);
    }

    [Fact]
    public async Task After_failures_in_a_row_nothing_is_sent_until_one_request_has_tried()
    {
        await using var desk = await AzureDesk.OpenAsync(options => options.FailuresAllowed = 2);
        desk.Stub.Fault = new StubFault(500);
        await desk.ReadAsync("one");
        await desk.ReadAsync("two");
        Assert.Equal(4, desk.Stub.Requests.Count); // Each with one retry.
        Assert.Equal(CircuitState.Open, desk.Usage.Circuit);

        Assert.True(AzureDesk.ByAzure(await desk.ReadAsync("three"), SignalKind.Sentiment).IsUnknown);
        Assert.Equal(4, desk.Stub.Requests.Count);

        desk.Stub.Fault = null;
        desk.Time.Advance(desk.Options.RestFor);
        Assert.False(AzureDesk.ByAzure(await desk.ReadAsync("four"), SignalKind.Sentiment).IsUnknown);
        Assert.Equal(CircuitState.Closed, desk.Usage.Circuit);
    }

    [Theory]
    [InlineData(429, "120")]
    [InlineData(503, "120")]
    public async Task A_service_that_is_too_busy_is_not_asked_again_before_it_says(int status, string seconds)
    {
        await using var desk = await AzureDesk.OpenAsync();
        desk.Stub.Fault = new StubFault(status, seconds);
        await desk.ReadAsync("one");
        desk.Stub.Fault = null;
        desk.Time.Advance(TimeSpan.FromSeconds(119));
        await desk.ReadAsync("two");
        Assert.Single(desk.Stub.Requests);

        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.ReadAsync("three");
        Assert.Equal(2, desk.Stub.Requests.Count);
    }

    [Fact]
    public async Task No_log_line_has_the_customers_words_even_where_the_service_quotes_them()
    {
        await using var desk = await AzureDesk.OpenAsync(options => options.RecognizePersonalData = true);
        await desk.ReadAsync("Zanzibar one, 020 7946 0123");
        desk.Stub.Fault = new StubFault(400);
        await desk.ReadAsync("Zanzibar two");

        Assert.Contains(desk.Log, line => line.Contains("400", StringComparison.Ordinal));
        Assert.DoesNotContain(desk.Log, line => line.Contains("Zanzibar", StringComparison.Ordinal) || line.Contains(AzureLanguageStub.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_turn_that_the_service_cannot_read_is_unknown_and_costs_nothing()
    {
        await using var desk = await AzureDesk.OpenAsync();

        var read = await desk.Readers.OfType<AzureDistressReader>().Single().ReadAsync(Turns.Alone("hello", language: "xx"), TestContext.Current.CancellationToken);

        Assert.True(read.IsUnknown);
        Assert.Single(desk.Stub.Requests);

        Assert.Equal((0L, CircuitState.Closed), (desk.Usage.TextRecords, desk.Usage.Circuit));
    }

    [Fact]
    public async Task The_longest_message_is_read_in_pieces_and_what_stands_last_counts()
    {
        await using var desk = await AzureDesk.OpenAsync();
        var text = string.Concat(Enumerable.Repeat("The parcel is here. ", 1_390)) + Upset;

        var distress = AzureDesk.ByAzure(await desk.ReadAsync(text), SignalKind.Distress);

        Assert.Equal("The driver was rude and the website is useless and the app was terrible.", distress.Evidence);
        Assert.True(distress.Value >= Policy.DistressAt);
        Assert.Equal(text, string.Concat(desk.Stub.Requests.SelectMany(request => request.Texts)));
        // Five documents of 5,120 characters at most make six records each, the rest the remainder.
        Assert.InRange(desk.Usage.TextRecords, 28, 36);
    }

    [Fact]
    public async Task Blank_turns_are_not_sent()
    {
        await using var desk = await AzureDesk.OpenAsync();

        Assert.Equal(0, AzureDesk.ByAzure(await desk.ReadAsync("  "), SignalKind.Distress).Value);

        Assert.Empty(desk.Stub.Requests);
    }

    [Fact]
    public async Task Turns_that_come_together_share_a_request()
    {
        await using var desk = await AzureDesk.OpenAsync(options => options.BatchWindow = TimeSpan.FromMilliseconds(5));

        var readings = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => desk.ReadAsync(number % 2 == 0 ? "The app was terrible." : "The app is great.")));

        Assert.Equal(10, Assert.Single(desk.Stub.Requests).Texts.Count);
        Assert.Equal(Enumerable.Range(0, 10).Select(number => number % 2 == 0), readings.Select(reading => AzureDesk.ByAzure(reading, SignalKind.Sentiment).Value < 0));
    }

    private static async Task HasAskedAsync(AzureDesk desk)
    {
        while (desk.Stub.Requests.Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }
    }
}
