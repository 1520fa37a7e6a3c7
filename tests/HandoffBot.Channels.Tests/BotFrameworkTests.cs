using System.Net;
using System.Text.Json;
using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outbox;
using Moq;

namespace HandoffBot.Channels.Tests;

public sealed class BotFrameworkTests
{
    private const string Envelope = """
        "id":"a1","timestamp":"2026-03-02T09:00:00.1234567Z","localTimestamp":"2026-03-02T09:00:00.1234567+00:00","serviceUrl":"http://localhost:56150/_connector",
        "channelId":"msteams","from":{"id":"29:kim","name":"Kim","aadObjectId":"5"},"conversation":{"id":"a:1;messageid=2","conversationType":"personal","tenantId":"t1"},
        "recipient":{"id":"28:bot","name":"Bot"},"locale":"fr-FR","channelData":{"tenant":{"id":"t1"}},"unknown":{"kept":[1,2.5,null]}
        """;

    private static readonly ConversationId Conversation = ConversationId.On("msteams", "a:1;messageid=2");

    [Fact]
    public async Task A_message_is_recorded_with_its_address_and_answered_with_an_empty_200()
    {
        await using var host = await ChannelsHost.StartAsync();

        using var response = await PostAsync(host, """{"type":"message","text":"How do I pay?","textFormat":"plain",""" + Envelope + "}");

        Assert.Equal((HttpStatusCode.OK, ""), (response.StatusCode, await response.ReadTextAsync()));
        var message = host.Conversations.Inbound.Single();
        Assert.Equal((Conversation, "a1", "How do I pay?", new Customer("29:kim", "Kim")), (message.Conversation, message.MessageId, message.Text, message.Customer));
        Assert.Equal(
            new ChannelAddress
            {
                Channel = "msteams",
                ServiceUrl = "http://localhost:56150/_connector",
                ExternalId = "a:1;messageid=2",
                BotId = "28:bot",
                BotName = "Bot",
                UserId = "29:kim",
                UserName = "Kim",
                TenantId = "t1",
                Locale = "fr-FR",
            },
            message.Address);
    }

    [Fact]
    public async Task The_bot_replies_once_however_often_the_channel_repeats_itself()
    {
        await using var host = await ChannelsHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PostAsync(host, """{"type":"message","text":"How do I pay?",""" + English + "}")));
        await host.FinishRepliesAsync();

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal([Speaker.Customer, Speaker.Bot], host.Conversations.Turns(Conversation).Select(turn => turn.Said.Speaker));
    }

    [Theory]
    [InlineData("<at>Bot</at> pay my bill", "pay my bill")]
    [InlineData("pay <at>bot</at>my bill", "pay my bill")]
    [InlineData("<at>Alice</at> pay", "<at>Alice</at> pay")]
    [InlineData("<at>Bot</at>", "<at>Bot</at>")]
    public async Task The_mention_of_the_bot_is_not_part_of_the_words(string sent, string text)
    {
        await using var host = await ChannelsHost.StartAsync();
        var entities = """[{"type":"mention","mentioned":{"id":"28:bot"},"text":"<at>Bot</at>"},{"type":"mention","mentioned":{"id":"29:alice"},"text":"<at>Alice</at>"},{"type":"clientInfo","locale":"en"}]""";

        using var response = await PostAsync(host, $$"""{"type":"message","text":"{{sent}}","entities":{{entities}},{{Envelope}}}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(text, host.Conversations.Inbound.Single().Text);
    }

    [Fact]
    public async Task Whoever_joins_is_greeted_once()
    {
        await using var host = await ChannelsHost.StartAsync();

        using var botJoined = await PostAsync(host, """{"type":"conversationUpdate","membersAdded":[{"id":"28:bot"}],""" + Envelope + "}");
        var before = host.Conversations.Count;
        using var installed = await PostAsync(host, """{"type":"installationUpdate","action":"add",""" + Envelope + "}");
        using var bothJoined = await PostAsync(host, """{"type":"conversationUpdate","membersAdded":[{"id":"28:bot"},{"id":"29:kim","aadObjectId":"5"}],""" + Envelope + "}");
        using var removed = await PostAsync(host, """{"type":"installationUpdate","action":"remove",""" + Envelope + "}");

        Assert.Equal(0, before);
        Assert.All([botJoined, installed, bothJoined, removed], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal("greeting", host.Conversations.Turns(Conversation).Single().Said.Text);
        Assert.Equal(("fr", "29:kim"), (host.Conversations[Conversation].Language, host.Conversations[Conversation].Customer.Id));
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("event")]
    [InlineData("messageReaction")]
    [InlineData("endOfConversation")]
    [InlineData("something-new")]
    public async Task Other_types_are_taken_and_ignored(string type)
    {
        await using var host = await ChannelsHost.StartAsync();

        using var response = await PostAsync(host, $$"""{"type":"{{type}}",{{Envelope}}}""");

        Assert.Equal((HttpStatusCode.OK, 0), (response.StatusCode, host.Conversations.Count));
    }

    [Fact]
    public async Task A_card_action_is_a_message_and_other_invokes_are_not_implemented()
    {
        await using var host = await ChannelsHost.StartAsync();

        using var action = await PostAsync(host, """{"type":"invoke","name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"say","data":{"text":"Oui"}}},""" + Envelope + "}");
        using var other = await PostAsync(host, """{"type":"invoke","name":"task/fetch","value":{},""" + Envelope + "}");
        using var malformed = await PostAsync(host, """{"type":"invoke","name":"adaptiveCard/action","value":{"action":5},""" + Envelope + "}");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotImplemented, HttpStatusCode.BadRequest], [action.StatusCode, other.StatusCode, malformed.StatusCode]);
        Assert.Equal("""{"value":"Oui","statusCode":200,"type":"application/vnd.microsoft.activity.message"}""", await action.ReadTextAsync());
        Assert.Equal("Oui", host.Conversations.Inbound.Single().Text);
    }

    [Fact]
    public async Task Expected_replies_come_in_the_response_and_are_acknowledged()
    {
        await using var host = await ChannelsHost.StartAsync();
        host.Outbox.Setup(outbox => outbox.ClaimAsync(Conversation, It.IsAny<DateTimeOffset>()))
            .ReturnsAsync(() => new OutboxBatch(host.Conversations[Conversation], [.. host.Conversations.Turns(Conversation).Where(turn => !turn.IsFromCustomer)], 2, 0));

        using var response = await PostAsync(host, """{"type":"message","text":"How do I pay?","deliveryMode":"expectReplies",""" + English + "}");

        var activities = (await response.ReadJsonAsync()).GetProperty("activities");
        Assert.Equal(ChannelsHost.Answer, activities[0].GetProperty("text").GetString());
        Assert.Equal("http://localhost:56150/_connector", activities[0].GetProperty("serviceUrl").GetString());
        host.Outbox.Verify(outbox => outbox.ClaimAsync(Conversation, It.IsAny<DateTimeOffset>()), Times.Once);
        host.Outbox.Verify(outbox => outbox.AcknowledgeAsync(Conversation, 2, null), Times.Once);
    }

    [Theory]
    [InlineData("""{"type":"message","text":5,""", "text")]
    [InlineData("""{"type":"message",""", "text")]
    [InlineData("""{"type":7,""", "type")]
    [InlineData("""{""", "type")]
    [InlineData("""{"type":"message","text":"a","deliveryMode":[],""", "deliveryMode")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[{"id":3}],""", "membersAdded[0].id")]
    [InlineData("""{"type":"message","text":"a","entities":[{"type":"mention","mentioned":"x"}],""", "entities[0].mentioned")]
    public async Task A_malformed_activity_is_a_problem_that_names_the_field(string start, string field)
    {
        await using var host = await ChannelsHost.StartAsync();

        using var response = await PostAsync(host, start + Envelope + "}");

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var problem = await response.ReadJsonAsync();
        Assert.Equal(400, problem.GetProperty("status").GetInt32());
        Assert.Equal(field, problem.GetProperty("errors").EnumerateObject().Single().Name);
        Assert.Empty(host.Conversations.Inbound);
    }

    [Theory]
    [InlineData("channelId")]
    [InlineData("serviceUrl")]
    [InlineData("from")]
    [InlineData("recipient")]
    [InlineData("conversation")]
    public async Task An_activity_that_belongs_nowhere_is_a_problem(string field)
    {
        await using var host = await ChannelsHost.StartAsync();
        var complete = JsonElement.Parse("""{"type":"message","text":"a",""" + Envelope + "}");
        var body = JsonSerializer.Serialize(complete.EnumerateObject().Where(property => property.Name != field).ToDictionary(property => property.Name, property => property.Value));

        using var response = await PostAsync(host, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith(field, (await response.ReadJsonAsync()).GetProperty("errors").EnumerateObject().Single().Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData(null, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_that_is_no_activity_is_a_problem(string? body, HttpStatusCode status)
    {
        await using var host = await ChannelsHost.StartAsync();

        using var response = await PostAsync(host, body ?? new string(' ', Limits.RequestBytes + 1));

        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Without_a_way_to_check_tokens_strangers_are_401_with_an_empty_body()
    {
        await using var development = await ChannelsHost.StartAsync();
        await using var production = await ChannelsHost.StartAsync("Production");
        var good = """{"type":"message","text":"a",""" + Envelope + "}";

        using var inProduction = await PostAsync(production, good);
        using var withToken = await development.SendAsync(HttpMethod.Post, "/api/messages", good, token: "any");
        using var fromAPage = await development.SendAsync(HttpMethod.Post, "/api/messages", good, origin: "https://evil.example");
        using var answeredElsewhere = await PostAsync(development, good.Replace("localhost:56150", "evil.example", StringComparison.Ordinal));

        foreach (var response in (HttpResponseMessage[])[inProduction, withToken, fromAPage, answeredElsewhere])
        {
            Assert.Equal((HttpStatusCode.Unauthorized, ""), (response.StatusCode, await response.ReadTextAsync()));
        }

        Assert.Empty(development.Conversations.Inbound.Concat(production.Conversations.Inbound));
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Only_POST_is_allowed(string method)
    {
        await using var host = await ChannelsHost.StartAsync();

        using var response = await host.SendAsync(new HttpMethod(method), "/api/messages");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    private static string English => Envelope.Replace("fr-FR", "en-US", StringComparison.Ordinal);

    private static Task<HttpResponseMessage> PostAsync(ChannelsHost host, string body) => host.SendAsync(HttpMethod.Post, "/api/messages", body);
}
