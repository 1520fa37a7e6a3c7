using System.Net;
using System.Net.Http.Json;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>Who may do what, seen from outside the process.</summary>
public sealed class SecurityTests(ServerFixture fixture) : ServerTests<ServerFixture>(fixture)
{
    private const string PresencePath = "/api/agent/presence";

    [Theory]
    [InlineData("GET", "/api/agent/me")]
    [InlineData("GET", "/api/agent/handoffs")]
    [InlineData("GET", "/api/agent/handoffs/any/transcript")]
    [InlineData("GET", "/api/agent/events")]
    [InlineData("POST", "/api/agent/handoffs/next")]
    [InlineData("PUT", PresencePath)]
    [InlineData("GET", "/api/ops/summary")]
    [InlineData("GET", "/api/ops/ledger")]
    [InlineData("GET", "/api/ops/live")]
    public async Task Without_a_good_token_nothing_is_said(string method, string path)
    {
        var customer = await Customer.StartAsync(Server);
        foreach (var token in new[] { null, "garbage", customer.Token, await UnsignedAsync() })
        {
            using var request = Request(new HttpMethod(method), path, token);
            var answer = await Answer.ToAsync(Server.Http, request);
            answer.Is(HttpStatusCode.Unauthorized);
            Assert.Equal(401, answer.Json.GetProperty("status").GetInt32());
        }
    }

    [Theory]
    [InlineData("ops", "/api/agent/me", "/api/ops/live")]
    [InlineData("agent", "/api/ops/live", "/api/agent/me")]
    public async Task A_role_opens_its_own_part_only(string role, string closed, string open)
    {
        var person = await AgentClient.SignInAsync(Server, "nora", role);
        (await person.GetAsync(closed)).Is(HttpStatusCode.Forbidden);
        (await person.GetAsync(open)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_printed_link_signs_in_and_a_wrong_key_does_not()
    {
        var link = await Server.SignInLinkAsync("Olga");
        using var wrong = Request(HttpMethod.Get, "/sign-in?key=0123456789abcdef0123456789abcdef&name=Olga");
        using var refused = await Server.Http.SendAsync(wrong, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));

        var cookie = await CookieAsync(link);
        using var me = Request(HttpMethod.Get, "/api/agent/me", cookie: cookie);
        Assert.Equal("Olga", (await Answer.ToAsync(Server.Http, me)).Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_cookie_alone_changes_nothing_for_another_site()
    {
        var cookie = await CookieAsync(await Server.SignInLinkAsync("Paul"));
        (await SetAwayAsync()).Is(HttpStatusCode.Forbidden);
        (await SetAwayAsync(("Origin", "https://elsewhere.example"))).Is(HttpStatusCode.Forbidden);
        (await SetAwayAsync(("Sec-Fetch-Site", "cross-site"))).Is(HttpStatusCode.Forbidden);
        using (var me = Request(HttpMethod.Get, "/api/agent/me", cookie: cookie))
        {
            Assert.Equal("offline", (await Answer.ToAsync(Server.Http, me)).Json.GetProperty("status").GetString());
        }

        (await SetAwayAsync(("X-Requested-With", "HandoffBot"))).Is(HttpStatusCode.OK);

        async Task<Answer> SetAwayAsync(params (string Name, string Value)[] headers)
        {
            using var request = Request(HttpMethod.Put, PresencePath, cookie: cookie);
            request.Content = JsonContent.Create(new { status = "away" });
            foreach (var (name, value) in headers)
            {
                request.Headers.Add(name, value);
            }

            return await Answer.ToAsync(Server.Http, request);
        }
    }

    [Fact]
    public async Task A_Bot_Framework_message_with_a_token_nobody_could_check_is_refused()
    {
        using var connector = new StubConnector();
        var customer = new TeamsCustomer(Server, connector);
        foreach (var token in new[] { "garbage", await UnsignedAsync(), await Server.TokenAsync("alice", "agent", "supervisor", "ops") })
        {
            var answer = await customer.PostAsync(customer.Activity("hello", "1"), token);
            answer.Is(HttpStatusCode.Unauthorized);
            Assert.Empty(answer.Body);
        }
    }

    [Theory]
    [InlineData("http://connector.example/")]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("https://127.0.0.1.example/")]
    [InlineData("http://127.0.0.1@connector.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("nonsense")]
    public async Task Without_a_token_answers_go_nowhere_but_to_this_machine(string serviceUrl)
    {
        using var connector = new StubConnector();
        var customer = new TeamsCustomer(Server, connector);
        var activity = customer.Activity("hello", "1");
        activity["serviceUrl"] = serviceUrl;
        (await customer.PostAsync(activity)).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task In_production_a_Bot_Framework_message_without_a_token_is_refused()
    {
        await using var production = await ServerProcess.StartInAsync("Production");
        using var connector = new StubConnector();
        var customer = new TeamsCustomer(production, connector);
        (await customer.PostAsync(customer.Activity("hello", "1"))).Is(HttpStatusCode.Unauthorized);
        (await customer.PostAsync(customer.Activity("hello", "1"), "garbage")).Is(HttpStatusCode.Unauthorized);
        production.ShowLogOfFailure();
    }

    /// <summary>Alice's token without its signature, and saying that it needs none.</summary>
    private async Task<string> UnsignedAsync()
    {
        var parts = (await Server.TokenAsync("alice", "agent", "supervisor", "ops")).Split('.');
        return $"{Convert.ToBase64String("{\"alg\":\"none\",\"typ\":\"JWT\"}"u8).TrimEnd('=')}.{parts[1]}.";
    }

    private async Task<string> CookieAsync(Uri link)
    {
        using var response = await Server.Http.GetAsync(link);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        return cookie.Split(';')[0];
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? bearer = null, string? cookie = null)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = bearer is null ? null : new("Bearer", bearer);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return request;
    }
}
