using System.Text.Json;
using HandoffBot.Contracts.Agents;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>Every request of the agent API that changes something, sent again as if its answer was lost: it is answered as the first time, and nothing more happens.</summary>
public sealed class RepeatedRequestTests(ServerFixture fixture) : ServerTests<ServerFixture>(fixture)
{
    private const string Handoffs = "/api/agent/handoffs";
    private const string FollowUps = "/api/agent/follow-ups";

    /// <summary>What to send, by the operation's name in the OpenAPI document.</summary>
    private static readonly Dictionary<string, Func<Scene, Task<Sent>>> Requests = new(StringComparer.Ordinal)
    {
        ["put /api/agent/presence"] = _ => Task.FromResult(new Sent(HttpMethod.Put, "/api/agent/presence", new PresenceRequest("available", 7, Languages: ["en"]))),
        ["put /api/agent/colleagues/{id}/presence"] = scene => Task.FromResult(new Sent(HttpMethod.Put, $"/api/agent/colleagues/{scene.Colleague}/presence", new ColleaguePresenceRequest("away"))),
        ["post /api/agent/handoffs/next"] = async scene =>
        {
            await scene.WaitingAsync();
            await scene.WaitingAsync();
            return new Sent(HttpMethod.Post, $"{Handoffs}/next", Key: "my wish");
        },
        ["post /api/agent/handoffs/{id}/claim"] = async scene => Post(await scene.WaitingAsync(), "claim"),
        ["post /api/agent/handoffs/{id}/accept"] = async scene => Post(await scene.HeldAsync(), "accept"),
        ["post /api/agent/handoffs/{id}/decline"] = async scene => Post(await scene.HeldAsync(), "decline"),
        ["post /api/agent/handoffs/{id}/renew"] = async scene => Post(await scene.HeldAsync(), "renew"),
        ["post /api/agent/handoffs/{id}/messages"] = async scene => Post(await scene.HeldAsync(), "messages", new MessageRequest("m1", "Hello")),
        ["post /api/agent/handoffs/{id}/notes"] = async scene => Post(await scene.HeldAsync(), "notes", new NoteRequest("Has paid twice.")),
        // With room for one: the repeat meets a colleague who is full by then.
        ["post /api/agent/handoffs/{id}/transfer"] = async scene => Post(await scene.HeldAsync(), "transfer", new TransferRequest(null, scene.Colleague, "yours")),
        ["post /api/agent/handoffs/{id}/return-to-bot"] = async scene => Post(await scene.HeldAsync(), "return-to-bot", new NoteRequest("dealt with")),
        ["post /api/agent/handoffs/{id}/resolve"] = async scene => Post(await scene.HeldAsync(), "resolve", new ResolveRequest("solved", "done")),
        ["post /api/agent/handoffs/{id}/reassign"] = async scene => Post(await scene.HeldAsync(), "reassign", new ReassignRequest(null, scene.Colleague, "they know them")) with { Key = "give" },
        ["post /api/agent/handoffs/{id}/take-over"] = async scene => Post(await scene.WaitingAsync(), "take-over", new TakeOverRequest("mine")),
        ["post /api/agent/follow-ups/{id}/take"] = async scene => new Sent(HttpMethod.Post, $"{FollowUps}/{(await scene.OwedAsync()).Id}/take"),
        ["post /api/agent/follow-ups/{id}/hand-over"] = async scene => new Sent(HttpMethod.Post, $"{FollowUps}/{(await scene.OwedAsync()).Id}/hand-over", new HandOverRequest(scene.Colleague, "please call")),
        ["post /api/agent/follow-ups/{id}/done"] = async scene =>
        {
            var owed = await scene.OwedAsync();
            (await scene.Agent.SendAsync(HttpMethod.Post, $"{FollowUps}/{owed.Id}/take")).Is(System.Net.HttpStatusCode.OK);
            return new Sent(HttpMethod.Post, $"{FollowUps}/{owed.Id}/done", new NoteRequest("called"));
        },
    };

    public static TheoryData<string> Operations => [.. Requests.Keys];

    [Fact]
    public async Task The_table_has_every_request_that_changes_something()
    {
        using var document = JsonDocument.Parse(await Server.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken));
        var changing = document.RootElement.GetProperty("paths").EnumerateObject().Where(path => path.Name.StartsWith("/api/agent", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject().Where(operation => operation.Name is "post" or "put" or "patch" or "delete").Select(operation => $"{operation.Name} {path.Name}"));
        Assert.Equal(changing.Order(StringComparer.Ordinal), Requests.Keys.Order(StringComparer.Ordinal));
        var next = document.RootElement.GetProperty("paths").GetProperty($"{Handoffs}/next").GetProperty("post").GetProperty("parameters")[0];
        Assert.Equal(("Idempotency-Key", "header"), (next.GetProperty("name").GetString(), next.GetProperty("in").GetString()));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_request_sent_again_is_answered_the_same_and_does_nothing_more(string operation)
    {
        var scene = await Scene.BeginAsync(Server);
        var sent = await Requests[operation](scene);

        var first = await scene.SendAsync(sent);
        var after = await scene.LookAsync();
        var again = await scene.SendAsync(sent);

        Assert.True((int)first.Status is 200 or 204, $"{operation}: {first.Body}");
        Assert.Equal(Essence(first, operation), Essence(again, operation));
        Assert.Equal(after, await scene.LookAsync());
        // The lease that a repeat names is the one the agent has.
        if (first.Body.Length > 0 && first.Json.TryGetProperty("leaseToken", out var token))
        {
            Assert.Equal(token.GetString(), (await scene.Agent.ListAsync("held")).Single(held => held.Id == first.Json.GetProperty("id").GetString()).LeaseToken);
        }
    }

    private static Sent Post(HandoffView handoff, string action, object? body = null) => new(HttpMethod.Post, $"{Handoffs}/{handoff.Id}/{action}", body, handoff.LeaseToken);

    /// <summary>What an answer says, without the passing of time. Renewing twice renews twice.</summary>
    private static string Essence(Answer answer, string operation) => $"{(int)answer.Status} " + (answer.Body.Length == 0 ? "" : string.Join(' ', answer.Json.EnumerateObject()
        .Where(field => field.Name != "waitedSeconds" && !(field.Name == "leaseUntil" && operation.EndsWith("/renew", StringComparison.Ordinal))).Select(field => field.ToString())));

    private sealed record Sent(HttpMethod Method, string Path, object? Body = null, string? Lease = null, string? Key = null);

    /// <summary>An agent who is a supervisor too, a colleague with room for one, and the customers of one test.</summary>
    private sealed class Scene(ServerProcess server, AgentClient agent, string colleague)
    {
        private readonly List<HandoffView> _handoffs = [];

        public AgentClient Agent => agent;

        public string Colleague => colleague;

        public static async Task<Scene> BeginAsync(ServerProcess server)
        {
            var suffix = Guid.NewGuid().ToString("N")[..8];
            await AgentClient.AvailableAsync(server, $"colleague-{suffix}", capacity: 1);
            return new Scene(server, await AgentClient.AvailableAsync(server, $"agent-{suffix}"), $"colleague-{suffix}");
        }

        public async Task<HandoffView> WaitingAsync()
        {
            var customer = await Customer.StartAsync(server);
            await customer.AskForPersonAsync();
            var handoff = await agent.FindAsync(customer);
            _handoffs.Add(handoff);
            return handoff;
        }

        public async Task<HandoffView> HeldAsync() => (await agent.TryClaimAsync((await WaitingAsync()).Id)).As<HandoffView>();

        public async Task<FollowUpView> OwedAsync()
        {
            var customer = await Customer.StartAsync(server);
            await customer.AskForPersonAsync();
            _handoffs.Add(await agent.FindAsync(customer));
            await customer.AskAsync(Said.In("en")["overdue.callback"]);
            await customer.AskAsync("0171 555 1234, after five");
            return await Poll.UntilAsync("the callback", async () =>
                (await agent.GetAsync($"{FollowUps}?state=open")).As<FollowUpList>().Items.FirstOrDefault(owed => owed.ConversationId == customer.Conversation));
        }

        public Task<Answer> SendAsync(Sent sent) => agent.SendAsync(sent.Method, sent.Path, sent.Body, sent.Lease, sent.Key);

        /// <summary>Everything that a repeat could have done once more.</summary>
        public async Task<string> LookAsync()
        {
            var seen = new List<string> { $"load {(await agent.MeAsync()).Load}" };
            foreach (var handoff in _handoffs)
            {
                var now = await agent.ReadAsync(handoff.Id);
                var notes = (await agent.GetAsync($"{Handoffs}/{handoff.Id}/notes")).As<NoteList>().Items.Count;
                var trail = (await agent.GetAsync($"{Handoffs}/{handoff.Id}/trail")).As<TrailView>().Items.Count;
                seen.Add($"{now.State} {now.Skill} {now.Holder?.Id}: {(await agent.TurnsAsync(handoff.Id)).Count} turns, {notes} notes, {trail} lines");
            }

            foreach (var owed in (await agent.GetAsync($"{FollowUps}?state=open")).As<FollowUpList>().Items.Where(owed => _handoffs.Exists(handoff => handoff.Id == owed.HandoffId)))
            {
                seen.Add($"{owed.Owner?.Id} {owed.IsTaken} {(await agent.GetAsync($"{FollowUps}/{owed.Id}")).As<FollowUpView>().Notes?.Count} notes");
            }

            return string.Join('\n', seen);
        }
    }
}
