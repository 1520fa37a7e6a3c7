using System.Net;
using System.Text;
using System.Text.Json;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.SignIn;
using Moq;

namespace HandoffBot.Server.Tests.Api;

public sealed class SupervisorApiTests : IAsyncLifetime
{
    private static readonly AgentId Bob = new("bob");
    private static readonly Agent BobIsThere = new(Bob, "Bob", Presence.Available, ["fraud"], 3, false);
    private ApiHost _host = null!;
    private HttpClient _supervisor = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _supervisor = _host.Client(Role.Supervisor);
        _host.Agents.Setup(store => store.FindAsync(Bob)).ReturnsAsync(BobIsThere);
        _host.Handoffs.Setup(store => store.ReassignAsync(It.IsAny<Handoff>(), It.IsAny<AgentId>(), It.IsAny<TransferTarget>(), It.IsAny<Utterance?>(), It.IsAny<string>(), It.IsAny<string?>()))
            .ReturnsAsync(new LeaseResult(LeaseOutcome.Done, null, 3));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("POST", "/api/agent/handoffs/h1/reassign", """{"skill":"fraud"}""")]
    [InlineData("POST", "/api/agent/handoffs/h1/take-over", "{}")]
    [InlineData("PUT", "/api/agent/colleagues/bob/presence", """{"status":"away"}""")]
    public async Task Agents_may_not_do_what_supervisors_do(string method, string path, string body)
    {
        _host.Knows(HandoffState.Held, Bob);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(_host.Client(Role.Agent), method, path, body)).StatusCode);
        _host.Handoffs.Verify(store => store.ReassignAsync(It.IsAny<Handoff>(), It.IsAny<AgentId>(), It.IsAny<TransferTarget>(), It.IsAny<Utterance?>(), It.IsAny<string>(), It.IsAny<string?>()), Times.Never);
        _host.Agents.Verify(store => store.SetAsync(It.Is<Agent>(agent => agent.Id == Bob)), Times.Never);
    }

    [Fact]
    public async Task A_handoff_is_given_to_a_colleague_with_the_reason()
    {
        var handoff = _host.Knows(HandoffState.Waiting);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(_supervisor, "POST", "/api/agent/handoffs/h1/reassign", """{"agent":"bob","note":"he knows the case"}""")).StatusCode);
        _host.Handoffs.Verify(store => store.ReassignAsync(handoff, new AgentId("alice"), It.Is<TransferTarget>(target => target.Agent == Bob && target.Name == "Bob"), null, "he knows the case", null), Times.Once);
    }

    [Theory]
    [InlineData(Presence.Away, "fraud", 0)]
    [InlineData(Presence.NotResponding, "fraud", 0)]
    [InlineData(Presence.Available, "billing", 0)]
    [InlineData(Presence.Available, "fraud", 3)]
    public async Task Who_cannot_take_it_is_not_given_it(Presence presence, string skill, int load)
    {
        _host.Knows(HandoffState.Held, new AgentId("carol"));
        _host.Agents.Setup(store => store.FindAsync(Bob)).ReturnsAsync(BobIsThere with { Presence = presence, Skills = [skill], Load = load });
        Assert.EndsWith("target-unavailable", await ProblemAsync(await SendAsync(_supervisor, "POST", "/api/agent/handoffs/h1/reassign", """{"agent":"bob"}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supervisor_may_give_it_to_somebody_who_does_not_speak_the_customers_language()
    {
        _host.Knows(HandoffState.Held, new AgentId("carol"));
        _host.Agents.Setup(store => store.FindAsync(Bob)).ReturnsAsync(BobIsThere with { Languages = ["en"] });
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(_supervisor, "POST", "/api/agent/handoffs/h1/reassign", """{"agent":"bob"}""")).StatusCode);
    }

    [Theory]
    [InlineData(LeaseOutcome.Conflict, "changed")]
    [InlineData(LeaseOutcome.Closed, "closed")]
    [InlineData(LeaseOutcome.TargetUnavailable, "target-unavailable")]
    public async Task A_refusal_of_the_store_is_told_as_what_it_is(LeaseOutcome outcome, string type)
    {
        _host.Knows(HandoffState.Held, Bob);
        _host.Handoffs.Setup(store => store.ReassignAsync(It.IsAny<Handoff>(), It.IsAny<AgentId>(), It.IsAny<TransferTarget>(), It.IsAny<Utterance?>(), It.IsAny<string>(), It.IsAny<string?>())).ReturnsAsync(new LeaseResult(outcome));
        Assert.EndsWith($"/{type}", await ProblemAsync(await SendAsync(_supervisor, "POST", "/api/agent/handoffs/h1/reassign", """{"skill":"billing"}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_is_set_away_but_never_available()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(_supervisor, "PUT", "/api/agent/colleagues/bob/presence", """{"status":"available"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(_supervisor, "PUT", "/api/agent/colleagues/nobody/presence", """{"status":"away"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(_supervisor, "PUT", "/api/agent/colleagues/bob/presence", """{"status":"away"}""")).StatusCode);
        _host.Agents.Verify(store => store.SetAsync(It.Is<Agent>(agent => agent.Id == Bob && agent.Presence == Presence.Away && agent.Cause == PresenceCause.Supervisor)), Times.Once);
    }

    [Fact]
    public async Task Every_call_is_a_sign_of_the_agent_but_the_store_hears_of_it_now_and_then()
    {
        for (var i = 0; i < 5; i++)
        {
            await _supervisor.GetAsync("/api/agent/me", Stop);
        }

        _host.Agents.Verify(store => store.TouchAsync(new AgentId("alice")), Times.Once);
    }

    [Fact]
    public async Task Ending_over_unseen_words_is_refused_and_says_so()
    {
        _host.Knows(HandoffState.Held, new AgentId("alice"));
        _host.Handoffs.Setup(store => store.CloseAsync(
            It.IsAny<Handoff>(), It.IsAny<AgentId>(), ApiHost.Token, Resolution.Solved, It.IsAny<string>(), It.IsAny<IReadOnlyList<Utterance>>(), It.IsAny<BotMemory>(), 7)).ReturnsAsync(new LeaseResult(LeaseOutcome.UnseenTurns));
        Assert.EndsWith("/unseen-turns", await ProblemAsync(await SendAsync(_host.Client(Role.Agent), "POST", "/api/agent/handoffs/h1/resolve", """{"resolution":"solved","seenSeq":7}""")), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Lease-Token", ApiHost.Token);
        return await client.SendAsync(request, Stop);
    }

    private static async Task<string> ProblemAsync(HttpResponseMessage reply)
    {
        Assert.Equal(HttpStatusCode.Conflict, reply.StatusCode);
        return JsonDocument.Parse(await reply.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("type").GetString()!;
    }
}
