using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using HandoffBot.Contracts;
using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Api;

/// <summary>The agent API, one method per route.</summary>
public sealed class AgentApi(ApiClient client)
{
    private const string Handoffs = "api/agent/handoffs";
    private const string FollowUps = "api/agent/follow-ups";

    private static ContractsJson Json => ContractsJson.Default;

    public Task<ApiResult<AgentMe>> MeAsync(CancellationToken cancellationToken) =>
        client.GetAsync("api/agent/me", Json.AgentMe, cancellationToken);

    public Task<ApiResult<AgentList>> AgentsAsync(CancellationToken cancellationToken) =>
        client.GetAsync("api/agent/agents", Json.AgentList, cancellationToken);

    public Task<ApiResult<AgentMe>> SetPresenceAsync(PresenceRequest presence, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Put, "api/agent/presence", Body(presence, Json.PresenceRequest), Json.AgentMe, null, cancellationToken);

    /// <param name="state"><c>waiting</c>, <c>offered</c> or <c>held</c>.</param>
    public Task<ApiResult<HandoffList>> ListAsync(string state, CancellationToken cancellationToken) =>
        client.GetAsync($"{Handoffs}?state={state}", Json.HandoffList, cancellationToken);

    /// <summary>The best waiting handoff for this agent, held at once; null when nobody waits.</summary>
    /// <param name="wish">Sent again, it is answered with the same handoff.</param>
    public Task<ApiResult<HandoffView>> TakeNextAsync(string wish, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, $"{Handoffs}/next", null, Json.HandoffView, null, cancellationToken, wish);

    public Task<ApiResult<HandoffView>> ClaimAsync(string id, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, Path(id, "claim"), null, Json.HandoffView, null, cancellationToken);

    public Task<ApiResult<HandoffView>> GetAsync(string id, CancellationToken cancellationToken) =>
        client.GetAsync(Path(id), Json.HandoffView, cancellationToken);

    /// <param name="after">Sequence number of the last turn already there; 0 for all.</param>
    public Task<ApiResult<TranscriptView>> TranscriptAsync(string id, long after, CancellationToken cancellationToken) =>
        client.GetAsync($"{Path(id, "transcript")}?after={after}", Json.TranscriptView, cancellationToken);

    public Task<ApiResult<NoteList>> NotesAsync(string id, CancellationToken cancellationToken) =>
        client.GetAsync(Path(id, "notes"), Json.NoteList, cancellationToken);

    public Task<ApiResult<TrailView>> TrailAsync(string id, CancellationToken cancellationToken) =>
        client.GetAsync(Path(id, "trail"), Json.TrailView, cancellationToken);

    public Task<ApiResult<LeaseView>> AcceptAsync(string id, string? leaseToken, CancellationToken cancellationToken) =>
        PostAsync(id, "accept", null, leaseToken, cancellationToken);

    /// <summary>Gives an offered or held handoff back to its place in the queue.</summary>
    public Task<ApiResult<LeaseView>> DeclineAsync(string id, string? leaseToken, CancellationToken cancellationToken) =>
        PostAsync(id, "decline", null, leaseToken, cancellationToken);

    public Task<ApiResult<LeaseView>> RenewAsync(string id, string? leaseToken, CancellationToken cancellationToken) =>
        PostAsync(id, "renew", null, leaseToken, cancellationToken);

    public Task<ApiResult<LeaseView>> SayAsync(string id, string? leaseToken, MessageRequest message, CancellationToken cancellationToken) =>
        PostAsync(id, "messages", Body(message, Json.MessageRequest), leaseToken, cancellationToken);

    public Task<ApiResult<LeaseView>> NoteAsync(string id, string? leaseToken, string note, CancellationToken cancellationToken) =>
        PostAsync(id, "notes", Body(new NoteRequest(note), Json.NoteRequest), leaseToken, cancellationToken);

    public Task<ApiResult<LeaseView>> TransferAsync(string id, string? leaseToken, TransferRequest transfer, CancellationToken cancellationToken) =>
        PostAsync(id, "transfer", Body(transfer, Json.TransferRequest), leaseToken, cancellationToken);

    public Task<ApiResult<LeaseView>> ReturnToBotAsync(string id, string? leaseToken, NoteRequest note, CancellationToken cancellationToken) =>
        PostAsync(id, "return-to-bot", Body(note, Json.NoteRequest), leaseToken, cancellationToken);

    public Task<ApiResult<LeaseView>> ResolveAsync(string id, string? leaseToken, ResolveRequest resolution, CancellationToken cancellationToken) =>
        PostAsync(id, "resolve", Body(resolution, Json.ResolveRequest), leaseToken, cancellationToken);

    /// <summary>Open follow-ups, due first.</summary>
    public Task<ApiResult<FollowUpList>> FollowUpsAsync(bool onlyMine, CancellationToken cancellationToken) =>
        client.GetAsync($"{FollowUps}?state=open{(onlyMine ? "&owner=me" : "")}", Json.FollowUpList, cancellationToken);

    public Task<ApiResult<FollowUpView>> TakeFollowUpAsync(string id, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, $"{FollowUps}/{Uri.EscapeDataString(id)}/take", null, Json.FollowUpView, null, cancellationToken);

    public Task<ApiResult<FollowUpView>> FollowUpDoneAsync(string id, NoteRequest note, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, $"{FollowUps}/{Uri.EscapeDataString(id)}/done", Body(note, Json.NoteRequest), Json.FollowUpView, null, cancellationToken);

    public Task<ApiResult<FollowUpView>> HandOverFollowUpAsync(string id, HandOverRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, $"{FollowUps}/{Uri.EscapeDataString(id)}/hand-over", Body(request, Json.HandOverRequest), Json.FollowUpView, null, cancellationToken);

    /// <summary>What a customer's reference stands for, closed ones included.</summary>
    public Task<ApiResult<HandoffList>> FindByReferenceAsync(string reference, CancellationToken cancellationToken) =>
        client.GetAsync($"{Handoffs}?reference={Uri.EscapeDataString(reference)}", Json.HandoffList, cancellationToken);

    /// <summary>A supervisor gives it to a skill or a colleague, whoever has it.</summary>
    /// <param name="wish">Sent again, nothing more happens.</param>
    public Task<ApiResult<LeaseView>> ReassignAsync(string id, ReassignRequest request, string wish, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, Path(id, "reassign"), Body(request, Json.ReassignRequest), Json.LeaseView, null, cancellationToken, wish);

    /// <summary>A supervisor takes it, whoever has it.</summary>
    public Task<ApiResult<HandoffView>> TakeOverAsync(string id, TakeOverRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, Path(id, "take-over"), Body(request, Json.TakeOverRequest), Json.HandoffView, null, cancellationToken);

    public Task<ApiResult<AgentMe>> SignOutAsync(CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, "sign-out", null, Json.AgentMe, null, cancellationToken);

    private Task<ApiResult<LeaseView>> PostAsync(string id, string action, HttpContent? body, string? leaseToken, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, Path(id, action), body, Json.LeaseView, leaseToken, cancellationToken);

    private static JsonContent Body<T>(T value, JsonTypeInfo<T> type) => JsonContent.Create(value, type);

    private static string Path(string id) => $"{Handoffs}/{Uri.EscapeDataString(id)}";

    private static string Path(string id, string action) => $"{Path(id)}/{action}";
}
