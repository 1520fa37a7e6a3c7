using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HandoffBot.Contracts.Agents;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.SignIn;
using Moq;

namespace HandoffBot.Server.Tests.Api;

public sealed class FollowUpApiTests : IAsyncLifetime
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
        var bob = new Agent(Bob, "Bob", Presence.Available, ["general"], 3, false);
        _host.Agents.Setup(store => store.FindAsync(Bob)).ReturnsAsync(bob);
        _host.Agents.Setup(store => store.ListAsync()).ReturnsAsync([bob]);
    }

    [Fact]
    public async Task What_is_owed_is_listed_with_who_answers_for_it()
    {
        _host.FollowUps.Setup(store => store.ListAsync(FollowUpState.Open, Alice)).ReturnsAsync(([Owed() with { Owner = Bob }], 7));

        var list = await _alice.GetFromJsonAsync<FollowUpList>("/api/agent/follow-ups?owner=me", Stop);

        var only = Assert.Single(list!.Items);
        Assert.Equal((7, "callback", "open", "Bob", false, true, "020 7946 0100"), (list.Total, only.Kind, only.State, only.Owner!.Name, only.IsTaken, only.IsOverdue, only.Contact));
    }

    [Fact]
    public async Task Taking_and_ending_go_to_the_store_and_refusals_are_named()
    {
        var owed = Owed();
        _host.FollowUps.Setup(store => store.FindAsync(owed.Id)).ReturnsAsync(owed with { Owner = Bob, IsTaken = true });
        _host.FollowUps.Setup(store => store.TakeAsync(It.IsAny<FollowUp>(), Alice, It.IsAny<Utterance?>(), false)).ReturnsAsync(FollowUpOutcome.Done);
        _host.FollowUps.Setup(store => store.DoneAsync(It.IsAny<FollowUp>(), Alice, "called", false)).ReturnsAsync(FollowUpOutcome.NotOwner);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync("take", null)).StatusCode);
        var refused = await PostAsync("done", new NoteRequest("called"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.EndsWith("/not-yours", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal("Bob", problem.GetProperty("owner").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_supervisor_may_act_on_anybodys()
    {
        var owed = Owed();
        _host.FollowUps.Setup(store => store.FindAsync(owed.Id)).ReturnsAsync(owed);
        _host.FollowUps.Setup(store => store.DoneAsync(It.IsAny<FollowUp>(), Alice, "", true)).ReturnsAsync(FollowUpOutcome.Done);

        using var supervisor = _host.Client(Role.Supervisor);
        Assert.Equal(HttpStatusCode.OK, (await supervisor.PostAsJsonAsync($"/api/agent/follow-ups/{owed.Id}/done", new NoteRequest(null), Stop)).StatusCode);
    }

    [Theory]
    [InlineData("follow-ups?state=lost", "state")]
    [InlineData("handoffs?reference=nothing-like-it", "reference")]
    public async Task A_wrong_query_names_its_parameter(string path, string field)
    {
        var answer = await _alice.GetAsync($"/api/agent/{path}", Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Handing_over_needs_somebody_who_is_known_and_an_unknown_follow_up_is_a_404()
    {
        var owed = Owed();
        _host.FollowUps.Setup(store => store.FindAsync(owed.Id)).ReturnsAsync(owed);

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("hand-over", new HandOverRequest("nobody", null))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _alice.PostAsync("/api/agent/follow-ups/unknown/take", null, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.Client(Role.Ops).GetAsync("/api/agent/follow-ups", Stop)).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _alice.Dispose();
        await _host.DisposeAsync();
    }

    private Task<HttpResponseMessage> PostAsync(string action, object? body) =>
        _alice.PostAsync($"/api/agent/follow-ups/{Owed().Id}/{action}", body is null ? null : JsonContent.Create(body, body.GetType()), Stop);

    private static FollowUp Owed() => new(
        new NewFollowUp
        {
            Id = new FollowUpId("callback-h1"),
            Conversation = new ConversationId("c1"),
            Handoff = new HandoffId("h1"),
            Customer = new Customer("u1", "Camille"),
            Channel = "directline",
            Language = "fr",
            Skill = "fraud",
            Kind = FollowUpKind.Callback,
            Why = "asked to be called back",
            OpenedAt = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
            DueAt = new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero),
            Contact = "020 7946 0100",
        },
        FollowUpState.Open);
}
