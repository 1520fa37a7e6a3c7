using System.Net;
using System.Text.Json;
using HandoffBot.Channels.BotFramework;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace HandoffBot.Channels.Tests;

public sealed class ConnectorClientTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly List<(string Url, string Body)> _sent = [];
    private Func<HttpResponseMessage> _answer = () => new HttpResponseMessage(HttpStatusCode.OK);

    [Fact]
    public async Task The_bots_words_go_to_the_conversation()
    {
        var result = await SendAsync(Said(Speaker.Bot, "Pay **here**.", "Yes", "No"));

        Assert.Equal(SendOutcome.Sent, result.Outcome);
        var (url, body) = _sent.Single();
        Assert.Equal("https://smba.trafficmanager.net/emea/v3/conversations/a%3A1%3Bmessageid%3D2%40x/activities", url);
        Assert.Equal(
            """{"type":"message","channelId":"msteams","serviceUrl":"https://smba.trafficmanager.net/emea/","from":{"id":"28:bot","name":"Bot"},"recipient":{"id":"29:kim","name":"Kim"},"conversation":{"id":"a:1;messageid=2@x","tenantId":"t1"},"text":"Pay **here**.","textFormat":"markdown","suggestedActions":{"actions":[{"type":"imBack","title":"Yes","value":"Yes"},{"type":"imBack","title":"No","value":"No"}]},"channelData":{"speaker":"bot"}}""",
            body);
    }

    [Theory]
    [InlineData("Hi *you* <b>", @"**Alice:** Hi \*you\* &lt;b\>")]
    [InlineData("one\r\n\r\n# two", "**Alice:** one\n\n\\# two")]
    public async Task A_persons_words_name_them_and_stay_as_typed(string text, string sent)
    {
        await SendAsync(Said(Speaker.Agent, text) with { Name = "Alice" });

        var body = JsonElement.Parse(_sent.Single().Body);
        Assert.Equal((sent, "markdown", "agent"), (body.GetProperty("text").GetString(), body.GetProperty("textFormat").GetString(), body.GetProperty("channelData").GetProperty("speaker").GetString()));
    }

    [Fact]
    public async Task A_person_on_a_direct_line_channel_is_not_named_in_the_words()
    {
        await SendAsync(Said(Speaker.Agent, "Hi") with { Name = "Alice" }, address => address with { Channel = "directline", ServiceUrl = "https://directline.botframework.com" });

        Assert.Equal("Hi", JsonElement.Parse(_sent.Single().Body).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Notices_are_plain()
    {
        await SendAsync(Said(Speaker.System, "You are *2nd*."));

        var body = JsonElement.Parse(_sent.Single().Body);
        Assert.Equal(("You are *2nd*.", "plain"), (body.GetProperty("text").GetString(), body.GetProperty("textFormat").GetString()));
    }

    [Fact]
    public async Task Teams_gets_a_card_where_it_would_cut_suggestions_off_and_others_do_not()
    {
        var said = Said(Speaker.Bot, "Which?", "One", "Two", "Three", "A person");

        await SendAsync(said);
        await SendAsync(said, address => address with { Channel = "webchat" });

        var (teams, other) = (JsonElement.Parse(_sent[0].Body), JsonElement.Parse(_sent[1].Body));
        Assert.False(teams.TryGetProperty("suggestedActions", out _));
        var card = teams.GetProperty("attachments")[0];
        Assert.Equal("application/vnd.microsoft.card.adaptive", card.GetProperty("contentType").GetString());
        Assert.Equal(
            """{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.2","body":[]}""",
            JsonSerializer.Serialize(card.GetProperty("content").EnumerateObject().Where(property => property.Name != "actions").OrderBy(property => "$tvb".IndexOf(property.Name[0], StringComparison.Ordinal)).ToDictionary(property => property.Name, property => property.Value)));
        Assert.Equal("""{"title":"A person","data":{"text":"A person"},"type":"Action.Submit"}""", card.GetProperty("content").GetProperty("actions")[3].GetRawText());
        Assert.Equal(4, other.GetProperty("suggestedActions").GetProperty("actions").GetArrayLength());
        Assert.False(other.TryGetProperty("attachments", out _));
    }

    [Theory]
    [InlineData(200, SendOutcome.Sent)]
    [InlineData(201, SendOutcome.Sent)]
    [InlineData(202, SendOutcome.Sent)]
    [InlineData(302, SendOutcome.Refused)]
    [InlineData(400, SendOutcome.Refused)]
    [InlineData(401, SendOutcome.TryAgain)]
    [InlineData(403, SendOutcome.Refused)]
    [InlineData(404, SendOutcome.Refused)]
    [InlineData(412, SendOutcome.TryAgain)]
    [InlineData(413, SendOutcome.Refused)]
    [InlineData(429, SendOutcome.TryAgain)]
    [InlineData(500, SendOutcome.TryAgain)]
    [InlineData(502, SendOutcome.TryAgain)]
    [InlineData(503, SendOutcome.TryAgain)]
    [InlineData(504, SendOutcome.TryAgain)]
    public async Task What_the_connector_answers_decides_whether_to_try_again(int status, SendOutcome outcome)
    {
        _answer = () => new HttpResponseMessage((HttpStatusCode)status);

        Assert.Equal(outcome, (await SendAsync(Said(Speaker.Bot, "Hi"))).Outcome);
    }

    [Theory]
    [InlineData(403, """{"error":{"code":"ConversationBlockedByUser","message":"Kim said no"}}""", Refusal.Blocked, "the connector answered 403 ConversationBlockedByUser")]
    [InlineData(403, """{"error":{"code":"BotNotInConversationRoster"}}""", Refusal.Gone, "the connector answered 403 BotNotInConversationRoster")]
    [InlineData(403, "<html>", Refusal.Blocked, "the connector answered 403")]
    [InlineData(404, """{"error":{"code":"ConversationNotFound"}}""", Refusal.Gone, "the connector answered 404 ConversationNotFound")]
    [InlineData(410, "", Refusal.Gone, "the connector answered 410")]
    [InlineData(400, """{"error":{"code":"MessageSizeTooBig"}}""", Refusal.TooLong, "the connector answered 400 MessageSizeTooBig")]
    [InlineData(413, "[]", Refusal.TooLong, "the connector answered 413")]
    [InlineData(400, """{"error":{"code":"no code\nbut a log line"}}""", Refusal.Rejected, "the connector answered 400")]
    [InlineData(400, """{"error":"nothing"}""", Refusal.Rejected, "the connector answered 400")]
    public async Task Why_a_connector_refuses_for_good_is_said_without_its_words(int status, string body, Refusal why, string detail)
    {
        _answer = () => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };

        var result = await SendAsync(Said(Speaker.Agent, "Hi") with { Name = "Alice" });

        Assert.Equal((SendOutcome.Refused, why, detail), (result.Outcome, result.Why, result.Detail));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("Mon, 02 Mar 2026 09:00:07 GMT")]
    public async Task The_connectors_patience_is_kept(string retryAfter)
    {
        _answer = () => new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", retryAfter } } };

        Assert.Equal(TimeSpan.FromSeconds(7), (await SendAsync(Said(Speaker.Bot, "Hi"))).RetryAfter);
    }

    [Fact]
    public async Task No_answer_means_try_again()
    {
        _answer = () => throw new HttpRequestException("refused");
        var unreachable = await SendAsync(Said(Speaker.Bot, "Hi"));
        _answer = () => throw new TaskCanceledException("timed out");
        var late = await SendAsync(Said(Speaker.Bot, "Hi"));

        Assert.Equal((SendOutcome.TryAgain, SendOutcome.TryAgain), (unreachable.Outcome, late.Outcome));
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/", "Production", true)]
    [InlineData("https://webchat.botframework.com/", "Production", true)]
    [InlineData("https://SMBA.trafficmanager.net", "Production", true)]
    [InlineData("http://smba.trafficmanager.net/", "Production", false)]
    [InlineData("https://evil.trafficmanager.net/", "Production", false)]
    [InlineData("https://botframework.com.evil.example/", "Production", false)]
    [InlineData("https://evilbotframework.com/", "Production", false)]
    [InlineData("https://user@smba.trafficmanager.net/", "Production", false)]
    [InlineData("https://169.254.169.254/", "Production", false)]
    [InlineData("http://localhost:3978/", "Production", false)]
    [InlineData("http://localhost:3978/_connector", "Development", true)]
    [InlineData("http://[::1]:3978/", "Development", true)]
    [InlineData("ftp://localhost/", "Development", false)]
    [InlineData("http://10.0.0.1/", "Development", false)]
    [InlineData("/relative", "Development", false)]
    [InlineData("", "Development", false)]
    [InlineData(null, "Development", false)]
    public async Task Only_allowed_hosts_are_sent_to(string? serviceUrl, string environment, bool isAllowed)
    {
        var conversation = Conversation(address => address with { ServiceUrl = serviceUrl });

        var result = await Connector(environment).SendAsync(conversation, new Turn(1, _time.GetUtcNow(), Said(Speaker.Bot, "Hi")), TestContext.Current.CancellationToken);

        Assert.Equal((isAllowed ? SendOutcome.Sent : SendOutcome.Refused, isAllowed ? 1 : 0), (result.Outcome, _sent.Count));
    }

    [Fact]
    public void A_configured_list_takes_the_place_of_the_public_clouds_hosts()
    {
        var urls = Urls("Production", "connector.example");

        Assert.True(urls.Allows("https://connector.example/x"));
        Assert.False(urls.Allows("https://smba.trafficmanager.net/"));
    }

    private Task<SendResult> SendAsync(Utterance said, Func<ChannelAddress, ChannelAddress>? change = null) =>
        Connector("Production").SendAsync(Conversation(change ?? (address => address)), new Turn(3, _time.GetUtcNow(), said), TestContext.Current.CancellationToken);

    private static Utterance Said(Speaker speaker, string text, params string[] suggestions) => new() { Speaker = speaker, Text = text, Suggestions = suggestions };

    private static Conversation Conversation(Func<ChannelAddress, ChannelAddress> change) => new()
    {
        Id = ConversationId.On("msteams", "a:1"),
        Version = 1,
        Owner = Owner.Bot,
        LastSeq = 2,
        AnsweredSeq = 2,
        Language = "en",
        Address = change(new ChannelAddress
        {
            Channel = "msteams",
            ServiceUrl = "https://smba.trafficmanager.net/emea/",
            ExternalId = "a:1;messageid=2@x",
            BotId = "28:bot",
            BotName = "Bot",
            UserId = "29:kim",
            UserName = "Kim",
            TenantId = "t1",
        }),
        Customer = new Customer("29:kim", "Kim"),
        Memory = BotMemory.Empty,
    };

    private ConnectorClient Connector(string environment)
    {
        var http = new Mock<IHttpClientFactory>();
        http.Setup(factory => factory.CreateClient(ConnectorClient.Client)).Returns(() => new HttpClient(new Recorder(this)));
        return new ConnectorClient(http.Object, Urls(environment), _time);
    }

    private static ServiceUrls Urls(string environment, params string[] hosts) =>
        new(Options.Create(new BotFrameworkOptions { AllowedServiceUrls = hosts }), Mock.Of<IHostEnvironment>(host => host.EnvironmentName == environment));

    private sealed class Recorder(ConnectorClientTests tests) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            tests._sent.Add((request.RequestUri!.AbsoluteUri, await request.Content!.ReadAsStringAsync(cancellationToken)));
            return tests._answer();
        }
    }
}
