using System.Net;
using System.Text;
using System.Text.Json;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>What a channel sends and is no good is refused with the reason, and leaves nothing behind.</summary>
public sealed class BadMessageTests(ServerFixture fixture) : ServerTests<ServerFixture>(fixture)
{
    private const int Megabyte = 1_000_000;

    /// <summary>Body, status, and the field that the answer names.</summary>
    public static TheoryData<string, HttpStatusCode, string> BadActivities => new()
    {
        { "{", HttpStatusCode.BadRequest, "JSON" },
        { "nonsense", HttpStatusCode.BadRequest, "JSON" },
        { "{\"type\":\"message\",\"text\":\"\\ud800\"}", HttpStatusCode.BadRequest, "JSON" },
        { "", HttpStatusCode.BadRequest, "activity" },
        { "[]", HttpStatusCode.BadRequest, "activity" },
        { "\"message\"", HttpStatusCode.BadRequest, "activity" },
        { "null", HttpStatusCode.BadRequest, "activity" },
        { "{}", HttpStatusCode.BadRequest, "type" },
        { "{\"type\":7}", HttpStatusCode.BadRequest, "type" },
        { "{\"type\":\"message\"}", HttpStatusCode.BadRequest, "text" },
        { "{\"type\":\"message\",\"text\":\"   \"}", HttpStatusCode.BadRequest, "text" },
        { "{\"type\":\"message\",\"text\":7}", HttpStatusCode.BadRequest, "text" },
        { "{\"type\":\"message\",\"text\":{\"a\":1}}", HttpStatusCode.BadRequest, "text" },
        { "{\"type\":\"message\",\"text\":\"hello\",\"from\":\"me\"}", HttpStatusCode.BadRequest, "from" },
        { "{\"type\":\"message\",\"text\":\"hello\",\"from\":{\"id\":7}}", HttpStatusCode.BadRequest, "from.id" },
        { "{\"type\":\"message\",\"text\":\"hello\",\"channelData\":[]}", HttpStatusCode.BadRequest, "channelData" },
        { "{\"type\":\"message\",\"text\":\"hello\",\"channelData\":{\"clientActivityID\":[]}}", HttpStatusCode.BadRequest, "channelData.clientActivityID" },
        { $"{{\"type\":\"message\",\"text\":\"{new string('x', 28_001)}\"}}", HttpStatusCode.BadRequest, "text" },
        { $"{{\"type\":\"message\",\"text\":\"{new string('x', Megabyte)}\"}}", HttpStatusCode.RequestEntityTooLarge, "too large" },
    };

    [Fact]
    public async Task Direct_Line_refuses_bad_activities_and_stores_nothing_of_them()
    {
        var customer = await Customer.StartAsync(Server);
        foreach (var row in BadActivities)
        {
            var (body, status, names) = row.Data;
            var answer = await customer.PostRawAsync(body);
            answer.Is(status);
            Assert.Contains(names, answer.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        // Activities that are no message are taken and mean nothing to us.
        (await customer.PostRawAsync("{\"type\":\"somethingNew\",\"text\":\"hello\"}")).Is(HttpStatusCode.OK);
        await OnlyTheGreetingAsync(customer);
    }

    [Fact]
    public async Task Bot_Framework_messages_that_are_bad_are_refused_and_nothing_is_stored()
    {
        using var connector = new StubConnector();
        var customer = new TeamsCustomer(Server, connector);
        foreach (var row in BadActivities)
        {
            var (body, status, names) = row.Data;
            var answer = await PostAsync("/api/messages", Complete(customer, body));
            answer.Is(status);
            Assert.Contains(names, answer.Body, StringComparison.Ordinal);
        }

        foreach (var field in new[] { "channelId", "serviceUrl", "conversation", "from", "recipient", "text" })
        {
            var activity = customer.Activity("hello", "1");
            activity.Remove(field);
            var answer = await customer.PostAsync(activity);
            answer.Is(HttpStatusCode.BadRequest);
            Assert.Contains(answer.Json.GetProperty("errors").EnumerateObject(), error => error.Name.StartsWith(field, StringComparison.Ordinal));
        }

        (await PostAsync("/api/messages", Complete(customer, "{\"type\":\"somethingNew\"}"))).Is(HttpStatusCode.OK);

        // What a person reads after all this is what was well said.
        var alice = await AgentClient.AvailableAsync(Server, "alice");
        await customer.PostAsync(customer.Activity("can I talk to someone", "good"));
        var waiting = await Poll.UntilAsync("the handoff", async () => (await alice.ListAsync("waiting")).FirstOrDefault(handoff => handoff.Channel == "msteams"));
        Assert.Equal(["can I talk to someone"], (await alice.TranscriptAsync(waiting.Id)).Turns.Where(turn => turn.Speaker == "customer").Select(turn => turn.Text));
    }

    [Theory]
    [InlineData("{", "JSON")]
    [InlineData("[]", "body")]
    [InlineData("\"en\"", "body")]
    [InlineData("{\"locale\":7}", "locale")]
    [InlineData("{\"resume\":{}}", "resume")]
    public async Task Chat_tokens_are_not_given_for_bad_requests(string body, string names)
    {
        var answer = await PostAsync("/chat/token", body);
        answer.Is(HttpStatusCode.BadRequest);
        Assert.Contains(names, answer.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Direct_Line_opens_no_conversation_but_that_of_the_token()
    {
        var customer = await Customer.StartAsync(Server);
        var other = await Customer.StartAsync(Server);
        const string Hello = "{\"type\":\"message\",\"text\":\"hello\"}";
        (await SayAsync(other.Conversation, customer.Token)).Is(HttpStatusCode.NotFound);
        (await SayAsync("unknown", customer.Token)).Is(HttpStatusCode.NotFound);
        (await SayAsync(customer.Conversation, null)).Is(HttpStatusCode.Unauthorized);
        (await SayAsync(customer.Conversation, "garbage")).Is(HttpStatusCode.Forbidden);
        (await SayAsync(customer.Conversation, Tampered(customer.Token))).Is(HttpStatusCode.Forbidden);
        (await SayAsync(customer.Conversation, await Server.TokenAsync("alice", "agent"))).Is(HttpStatusCode.Forbidden);
        (await PostAsync("/chat/token", $"{{\"resume\":\"{Tampered(customer.Token)}\"}}")).Is(HttpStatusCode.Forbidden);
        (await PostAsync("/v3/directline/tokens/generate", "{}", "a-guess")).Is(HttpStatusCode.Forbidden);
        (await PostAsync("/v3/directline/nothing", "{}", customer.Token)).Is(HttpStatusCode.NotFound);
        await OnlyTheGreetingAsync(customer);
        await OnlyTheGreetingAsync(other);

        Task<Answer> SayAsync(string conversation, string? token) => PostAsync($"/v3/directline/conversations/{conversation}/activities", Hello, token);
    }

    /// <summary>The activity with everything that a channel adds, where it is one at all.</summary>
    private static string Complete(TeamsCustomer customer, string body)
    {
        Dictionary<string, JsonElement>? bad;
        try
        {
            bad = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body);
        }
        catch (JsonException)
        {
            return body;
        }

        if (bad is null || body.Contains("\\ud800", StringComparison.Ordinal))
        {
            return body;
        }

        var whole = customer.Activity("", "1");
        whole.Remove("text");
        whole.Remove("type");
        foreach (var (field, value) in bad)
        {
            whole[field] = value;
        }

        return JsonSerializer.Serialize(whole);
    }

    private static string Tampered(string token) => token[..^8] + (token.EndsWith("AAAAAAAA", StringComparison.Ordinal) ? "BBBBBBBB" : "AAAAAAAA");

    private static async Task OnlyTheGreetingAsync(Customer customer)
    {
        await customer.ReadAsync();
        Assert.Single(customer.Activities);
    }

    private async Task<Answer> PostAsync(string path, string body, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (bearer is not null)
        {
            request.Headers.Authorization = new("Bearer", bearer);
        }

        return await Answer.ToAsync(Server.Http, request);
    }
}
