using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using HandoffBot.Contracts.Agents;
using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outbox;
using HandoffBot.Server.SignIn;
using Moq;

namespace HandoffBot.Server.Tests.Api;

public sealed class AgentApiTests : IAsyncLifetime
{
    private static readonly AgentId Alice = new("alice");
    private static readonly AgentId Bob = new("bob");
    private ApiHost _host = null!;
    private HttpClient _alice = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _alice = _host.Client(Role.Agent);
        _host.Agents.Setup(store => store.FindAsync(Bob)).ReturnsAsync(new Agent(Bob, "Bob", Presence.Available, ["general"], 3, false));
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_gets_a_401_problem() =>
        await IsProblemAsync(await _host.Client().GetAsync("/api/agent/me", Stop), HttpStatusCode.Unauthorized, null);

    [Fact]
    public async Task Colleagues_are_listed_for_transfers_those_who_are_there_first()
    {
        _host.Agents.Setup(store => store.ListAsync()).ReturnsAsync(
            [new Agent(Alice, "Alice", Presence.Offline, ["general"], 3, false), new Agent(Bob, "Bob", Presence.Available, ["billing"], 2, false) { Load = 1, Languages = ["fr"] }]);

        Assert.Equal(
            """{"items":[{"id":"bob","name":"Bob","status":"available","capacity":2,"load":1,"skills":["billing"],"languages":["fr"]},{"id":"alice","name":"Alice","status":"offline","capacity":3,"load":0,"skills":["general"],"languages":[]}]}""",
            await _alice.GetStringAsync("/api/agent/agents", Stop));
    }

    [Fact]
    public async Task Whoever_lacks_the_role_gets_a_403_problem()
    {
        await IsProblemAsync(await _host.Client(Role.Ops).GetAsync("/api/agent/me", Stop), HttpStatusCode.Forbidden, null);
        await IsProblemAsync(await _alice.GetAsync("/api/ops/live", Stop), HttpStatusCode.Forbidden, null);
    }

    [Fact]
    public async Task A_new_agent_begins_offline_with_every_skill_and_is_offered_nothing()
    {
        var me = await _alice.GetFromJsonAsync<AgentMe>("/api/agent/me", Stop);
        Assert.Equal(("alice", "Alice", "offline", 3, false), (me!.Id, me.Name, me.Status, me.Capacity, me.TakesOffers));
        Assert.Equal(me.AllSkills, me.Skills);
        _host.Agents.Verify(store => store.SetAsync(It.Is<Agent>(agent => agent.Id == Alice && agent.Presence == Presence.Offline)), Times.Once);
    }

    [Theory]
    [InlineData("""{"status":"sleeping"}""", "status")]
    [InlineData("""{}""", "status")]
    [InlineData("""{"status":"away","capacity":0}""", "capacity")]
    [InlineData("""{"status":"away","capacity":51}""", "capacity")]
    [InlineData("""{"skills":[]}""", "skills")]
    [InlineData("""{"skills":["juggling"]}""", "skills")]
    [InlineData("""{"capacity":"many"}""", "capacity")]
    [InlineData("""{"status":5}""", "status")]
    [InlineData("""{"status":""", "status")]
    [InlineData("""[]""", "body")]
    [InlineData("""nonsense""", "body")]
    public async Task Bad_presence_is_refused_by_field_and_changes_nothing(string body, string field)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        await IsProblemAsync(await _alice.PutAsync("/api/agent/presence", content, Stop), HttpStatusCode.BadRequest, "invalid-input", field);
        _host.Agents.Verify(store => store.SetAsync(It.IsAny<Agent>()), Times.Never);
    }

    [Theory]
    [InlineData("/api/agent/handoffs?state=closed", "state")]
    [InlineData("/api/agent/handoffs?skill=juggling", "skill")]
    [InlineData("/api/agent/handoffs/h1/transcript?after=-1", "after")]
    [InlineData("/api/agent/handoffs/h1/transcript?after=first", "after")]
    public async Task A_bad_query_is_refused_by_name(string path, string field) =>
        await IsProblemAsync(await _alice.GetAsync(path, Stop), HttpStatusCode.BadRequest, "invalid-input", field);

    [Theory]
    [InlineData("messages", """{"text":"hello"}""", "clientId")]
    [InlineData("messages", """{"clientId":"1","text":" "}""", "text")]
    [InlineData("messages", """{"clientId":"1","text":5}""", "text")]
    [InlineData("messages", """{"clientId":"1","text":"\ud800"}""", "text")]
    [InlineData("notes", """{}""", "note")]
    [InlineData("transfer", """{}""", "agent")]
    [InlineData("transfer", """{"skill":"fraud","agent":"bob"}""", "agent")]
    [InlineData("transfer", """{"skill":"juggling"}""", "skill")]
    [InlineData("resolve", """{"resolution":"returnedToBot"}""", "resolution")]
    [InlineData("resolve", """{"note":"done"}""", "resolution")]
    public async Task A_bad_action_is_refused_by_field(string action, string body, string field)
    {
        _host.Knows(HandoffState.Held, Alice);
        await IsProblemAsync(await PostAsync(action, body, ApiHost.Token), HttpStatusCode.BadRequest, "invalid-input", field);
    }

    [Theory]
    [InlineData("en", 409)]
    [InlineData("fr", 204)]
    [InlineData(null, 204)]
    public async Task A_colleague_who_does_not_speak_the_customers_language_is_not_handed_them(string? spoken, int status)
    {
        var handoff = _host.Knows(HandoffState.Held, Alice);
        _host.Agents.Setup(store => store.FindAsync(Bob)).ReturnsAsync(new Agent(Bob, "Bob", Presence.Available, ["fraud"], 3, false) { Languages = spoken is null ? null : [spoken] });
        _host.Handoffs.Setup(store => store.TransferAsync(handoff, Alice, ApiHost.Token, It.Is<TransferTarget>(target => target.Agent == Bob), It.IsAny<Utterance>(), "")).ReturnsAsync(new LeaseResult(LeaseOutcome.Done, null, 3));

        var answer = await PostAsync("transfer", """{"agent":"bob"}""", ApiHost.Token);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 409)
        {
            await IsProblemAsync(answer, HttpStatusCode.Conflict, "target-unavailable");
        }
    }

    [Fact]
    public async Task A_text_beyond_the_limit_is_refused()
    {
        _host.Knows(HandoffState.Held, Alice);
        var body = JsonSerializer.Serialize(new { clientId = "1", text = new string('a', Limits.AgentTextCharacters + 1) });
        await IsProblemAsync(await PostAsync("messages", body, ApiHost.Token), HttpStatusCode.BadRequest, "invalid-input", "text");
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused() =>
        await IsProblemAsync(await PostAsync("messages", new string(' ', Limits.RequestBytes + 1), ApiHost.Token), HttpStatusCode.RequestEntityTooLarge, null);

    [Theory]
    [InlineData("accept")]
    [InlineData("decline")]
    [InlineData("renew")]
    public async Task An_action_without_the_lease_token_is_told_so(string action)
    {
        _host.Knows(HandoffState.Held, Alice);
        await IsProblemAsync(await PostAsync(action, "{}", null), HttpStatusCode.BadRequest, "invalid-input", "Lease-Token");
    }

    [Fact]
    public async Task An_unknown_handoff_is_404()
    {
        await IsProblemAsync(await _alice.GetAsync("/api/agent/handoffs/nothing", Stop), HttpStatusCode.NotFound, "unknown");
        await IsProblemAsync(await _alice.GetAsync("/api/agent/handoffs/nothing/transcript", Stop), HttpStatusCode.NotFound, "unknown");
        await IsProblemAsync(await PostAsync("renew", "{}", ApiHost.Token, "nothing"), HttpStatusCode.NotFound, "unknown");
        await IsProblemAsync(await _alice.GetAsync("/api/agent/nothing", Stop), HttpStatusCode.NotFound, null);
    }

    [Fact]
    public async Task A_transcript_says_which_words_the_customer_never_got_and_is_checked_when_all_of_it_is_read()
    {
        var handoff = _host.Knows(HandoffState.Held, Alice);
        var id = handoff.Opened.Conversation;
        Turn[] turns = [new(1, DateTimeOffset.UnixEpoch, new Utterance { Speaker = Speaker.Customer, Text = "help" }), new(2, DateTimeOffset.UnixEpoch.AddSeconds(1), new Utterance { Speaker = Speaker.Agent, Text = "Here." })];
        _host.Conversations.Setup(store => store.ReadTurnsAsync(id, It.IsAny<long>())).ReturnsAsync((ConversationId _, long after) => [.. turns.Where(turn => turn.Seq > after)]);
        _host.Conversations.Setup(store => store.ReadDecisionsAsync(id)).ReturnsAsync(new Dictionary<long, HandoffBot.Core.Routing.DecisionRecord>());
        _host.Handoffs.Setup(store => store.FindAsync(handoff.Id)).ReturnsAsync(handoff with { Receipt = Receipt.Of(turns[..1]) });
        _host.Outbox.Setup(store => store.ReadUndeliveredAsync(id)).ReturnsAsync([new Undelivered(2, DateTimeOffset.UnixEpoch.AddSeconds(2), Refusal.TooLong, "the connector answered 413")]);

        var all = JsonElement.Parse(await _alice.GetStringAsync("/api/agent/handoffs/h1/transcript", Stop));
        var rest = JsonElement.Parse(await _alice.GetStringAsync("/api/agent/handoffs/h1/transcript?after=2", Stop));

        Assert.True(all.GetProperty("isComplete").GetBoolean());
        Assert.False(rest.TryGetProperty("isComplete", out _));
        foreach (var transcript in new[] { all, rest })
        {
            Assert.Equal("""[{"seq":2,"at":"1970-01-01T00:00:02+00:00","code":"too_long","text":"undelivered.too_long","detail":"the connector answered 413"}]""", transcript.GetProperty("undelivered").GetRawText());
        }

        _host.Conversations.Verify(store => store.ReadTurnsAsync(id, 0), Times.Once());
    }

    [Fact]
    public async Task A_lost_lease_says_who_has_it_now()
    {
        _host.Knows(HandoffState.Held, Bob);
        _host.Handoffs.Setup(store => store.RenewAsync(It.IsAny<Handoff>(), Alice, "old")).ReturnsAsync(new LeaseResult(LeaseOutcome.LeaseLost));
        var problem = await IsProblemAsync(await PostAsync("renew", "{}", "old"), HttpStatusCode.Conflict, "lease-lost");
        Assert.Equal("Bob", problem.GetProperty("holder").GetProperty("name").GetString());
        Assert.Equal("held", problem.GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_another_agent_has_is_already_taken()
    {
        var handoff = _host.Knows(HandoffState.Held, Bob);
        _host.Handoffs.Setup(store => store.OfferAsync(handoff.Id, Alice)).ReturnsAsync(new OfferResult(OfferOutcome.AlreadyTaken, handoff));
        var problem = await IsProblemAsync(await PostAsync("claim", "{}", null), HttpStatusCode.Conflict, "already-taken");
        Assert.Equal("Bob has this handoff.", problem.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData(OfferOutcome.NoRoom, "no-room")]
    [InlineData(OfferOutcome.NotPresent, "not-present")]
    public async Task Who_cannot_take_work_is_told_why(OfferOutcome outcome, string type)
    {
        _host.Handoffs.Setup(store => store.OfferNextAsync(It.Is<Agent>(agent => agent.Id == Alice), null)).ReturnsAsync(new OfferResult(outcome));
        await IsProblemAsync(await _alice.PostAsync("/api/agent/handoffs/next", null, Stop), HttpStatusCode.Conflict, type);
    }

    [Fact]
    public async Task No_work_is_204()
    {
        _host.Handoffs.Setup(store => store.OfferNextAsync(It.Is<Agent>(agent => agent.Id == Alice), null)).ReturnsAsync(new OfferResult(OfferOutcome.NoWork));
        Assert.Equal(HttpStatusCode.NoContent, (await _alice.PostAsync("/api/agent/handoffs/next", null, Stop)).StatusCode);
    }

    [Fact]
    public async Task Only_the_holder_sees_the_lease_token()
    {
        _host.Knows(HandoffState.Held, Alice);
        var own = await _alice.GetFromJsonAsync<HandoffView>("/api/agent/handoffs/h1", Stop);
        Assert.Equal(ApiHost.Token, own!.LeaseToken);
        _host.Knows(HandoffState.Held, Bob);
        var others = await _alice.GetFromJsonAsync<HandoffView>("/api/agent/handoffs/h1", Stop);
        Assert.Null(others!.LeaseToken);
        Assert.Equal(("Bob", "held", "urgent", "fraud"), (others.Holder?.Name, others.State, others.Priority, others.Stakes));
        Assert.Equal(new ReasonView("high_stakes", "reason.high_stakes: stakes.fraud"), others.Reasons[0]);
    }

    [Fact]
    public async Task What_is_not_there_is_absent_instead_of_null()
    {
        _host.Knows(HandoffState.Waiting);
        Assert.DoesNotContain("null", await _alice.GetStringAsync("/api/agent/handoffs/h1", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agents_words_get_an_id_that_no_customer_has()
    {
        _host.Knows(HandoffState.Held, Alice);
        var until = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        _host.Handoffs.Setup(store => store.SayAsync(It.IsAny<Handoff>(), Alice, ApiHost.Token, It.Is<Utterance>(said => said.Text == "Hello <b>" && said.MessageId == "alice/m1" && said.Name == "Alice")))
            .ReturnsAsync(new LeaseResult(LeaseOutcome.Done, until, 9));
        var reply = await PostAsync("messages", """{"clientId":"m1","text":"Hello <b>"}""", ApiHost.Token);
        Assert.Equal(new LeaseView(until, 9), await reply.Content.ReadFromJsonAsync<LeaseView>(Stop));
    }

    [Fact]
    public async Task A_failure_says_nothing_about_its_cause()
    {
        _host.Handoffs.Setup(store => store.ListAsync(HandoffState.Waiting, null)).ThrowsAsync(new InvalidOperationException("secret cause"));
        var reply = await _alice.GetAsync("/api/agent/handoffs", Stop);
        var problem = await IsProblemAsync(reply, HttpStatusCode.InternalServerError, null);
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<Exception> WhenTheStoreIsAway => [new StackExchange.Redis.RedisException("secret host"), new TimeoutException("secret key")];

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WhenTheStoreIsAway))]
    public async Task While_the_store_is_away_programs_are_asked_to_try_again(Exception away)
    {
        _host.Handoffs.Setup(store => store.ListAsync(HandoffState.Waiting, null)).ThrowsAsync(away);
        var reply = await _alice.GetAsync("/api/agent/handoffs", Stop);
        var problem = await IsProblemAsync(reply, HttpStatusCode.ServiceUnavailable, null);
        Assert.True(reply.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _alice.Dispose();
        await _host.DisposeAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(string action, string body, string? token, string id = "h1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/agent/handoffs/{id}/{action}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is not null)
        {
            request.Headers.Add("Lease-Token", token);
        }

        return await _alice.SendAsync(request, Stop);
    }

    /// <param name="type">The last segment of the problem's type; null for one that only says the status.</param>
    /// <param name="field">The only name in <c>errors</c>.</param>
    private static async Task<JsonElement> IsProblemAsync(HttpResponseMessage reply, HttpStatusCode status, string? type, string? field = null)
    {
        var text = await reply.Content.ReadAsStringAsync(Stop);
        Assert.True(status == reply.StatusCode, $"{reply.StatusCode}: {text}");
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        if (type is not null)
        {
            Assert.Equal($"https://handoffbot.example/problems/{type}", problem.GetProperty("type").GetString());
        }

        if (field is not null)
        {
            Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        }

        return problem;
    }
}
