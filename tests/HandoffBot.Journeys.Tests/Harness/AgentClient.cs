using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using HandoffBot.Contracts.Agents;
using HandoffBot.Contracts.Ops;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>A program that works as an agent, by the agent API.</summary>
public sealed class AgentClient
{
    private readonly ServerProcess _server;
    private readonly string _token;

    private AgentClient(ServerProcess server, string token) => (_server, _token) = (server, token);

    /// <summary>Somebody with a token; by default with the roles agent, supervisor and ops.</summary>
    public static async Task<AgentClient> SignInAsync(ServerProcess server, string name, params string[] roles) =>
        new(server, await server.TokenAsync(name, roles.Length == 0 ? ["agent", "supervisor", "ops"] : roles));

    /// <summary>Signed in, and there to take handoffs.</summary>
    public static async Task<AgentClient> AvailableAsync(ServerProcess server, string name, int capacity = 50, bool takesOffers = false)
    {
        var agent = await SignInAsync(server, name);
        await agent.SetPresenceAsync(new PresenceRequest("available", capacity, TakesOffers: takesOffers));
        return agent;
    }

    public async Task<AgentMe> SetPresenceAsync(PresenceRequest presence) => (await SendAsync(HttpMethod.Put, "/api/agent/presence", presence)).As<AgentMe>();

    public async Task<AgentMe> MeAsync() => (await GetAsync("/api/agent/me")).As<AgentMe>();

    public async Task<IReadOnlyList<HandoffView>> ListAsync(string state) => (await GetAsync($"/api/agent/handoffs?state={state}")).As<HandoffList>().Items;

    /// <summary>The customer's handoff, once it is in this state.</summary>
    public Task<HandoffView> FindAsync(Customer customer, string state = "waiting") =>
        Poll.UntilAsync($"a handoff that is {state}", async () => (await ListAsync(state)).FirstOrDefault(handoff => handoff.ConversationId == customer.Conversation));

    public async Task<HandoffView> ReadAsync(string id) => (await GetAsync($"/api/agent/handoffs/{id}")).As<HandoffView>();

    public async Task<TranscriptView> TranscriptAsync(string id) => (await GetAsync($"/api/agent/handoffs/{id}/transcript?after=0")).As<TranscriptView>();

    /// <summary>Turns of the conversation as text, one per line of dialogue: comparable before and after.</summary>
    public async Task<IReadOnlyList<string>> TurnsAsync(string id) => [.. (await TranscriptAsync(id)).Turns.Select(turn => $"{turn.Seq} {turn.Speaker} {turn.Text}")];

    public Task<Answer> TryClaimAsync(string id) => PostAsync(id, "claim");

    /// <summary>Claims the customer's handoff and gets it.</summary>
    public async Task<HandoffView> ClaimAsync(Customer customer) => (await TryClaimAsync((await FindAsync(customer)).Id)).As<HandoffView>();

    public Task<Answer> TrySayAsync(HandoffView held, string text, string? clientId = null) =>
        PostAsync(held.Id, "messages", new MessageRequest(clientId ?? Guid.NewGuid().ToString("N"), text), held.LeaseToken);

    public async Task SayAsync(HandoffView held, string text, string? clientId = null) => (await TrySayAsync(held, text, clientId)).Is(HttpStatusCode.OK);

    public async Task ResolveAsync(HandoffView held) => (await PostAsync(held.Id, "resolve", new ResolveRequest("solved", "done"), held.LeaseToken)).Is(HttpStatusCode.NoContent);

    public async Task<LedgerView> LedgerAsync() => (await GetAsync("/api/ops/ledger")).As<LedgerView>();

    public Task<Answer> PostAsync(string handoff, string action, object? body = null, string? lease = null) => SendAsync(HttpMethod.Post, $"/api/agent/handoffs/{handoff}/{action}", body, lease);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>Any request of this agent. A body that is <see cref="HttpContent"/> goes out as it is.</summary>
    /// <param name="key">The client's id for a wish.</param>
    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, string? lease = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body, body.GetType())) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (lease is not null)
        {
            request.Headers.Add("Lease-Token", lease);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await Answer.ToAsync(_server.Http, request);
    }
}
