using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using HandoffBot.Console.Api;
using HandoffBot.Contracts;
using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Tests;

/// <summary>The agent API with one conversation, over HTTP messages, without a network.</summary>
internal sealed class FakeServer : HttpMessageHandler
{
    public List<TurnView> Turns { get; } = [];

    public List<HttpRequestMessage> Requests { get; } = [];

    /// <summary>Bodies of the messages sent, in order, also of those refused.</summary>
    public List<MessageRequest> Said { get; } = [];

    public IReadOnlyList<UndeliveredView>? Undelivered { get; set; }

    public HandoffView Handoff { get; set; } = Samples.Handoff("held", "alice");

    /// <summary>Answers the next message instead of taking it; null takes it.</summary>
    public Func<HttpResponseMessage>? Refuse { get; set; }

    /// <summary>Runs after a message was taken and before its sender hears so.</summary>
    public Func<Task>? BeforeReply { get; set; }

    public AgentApi Api() => new(Client());

    public ApiClient Client() => new(new HttpClient(this) { BaseAddress = new Uri("http://localhost/") });

    public static HttpResponseMessage Problem(HttpStatusCode status, string type) => new(status)
    {
        Content = new StringContent($$"""{"type":"https://handoffbot.example/problems/{{type}}","title":"No.","status":{{(int)status}}}""", Encoding.UTF8, "application/problem+json"),
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        var path = request.RequestUri!.AbsolutePath;
        switch (path.Split('/')[^1])
        {
            case "transcript":
                var after = long.Parse(request.RequestUri.Query.Split("after=")[1], CultureInfo.InvariantCulture);
                return Json(new TranscriptView("c1", [.. Turns.Where(turn => turn.Seq > after)], Handoff.Receipt, after == 0 && Handoff.Receipt is not null ? true : null, Undelivered), ContractsJson.Default.TranscriptView);
            case "notes" when request.Method == HttpMethod.Get:
                return Json(new NoteList([]), ContractsJson.Default.NoteList);
            case "messages":
                var message = JsonSerializer.Deserialize(await request.Content!.ReadAsStringAsync(cancellationToken), ContractsJson.Default.MessageRequest)!;
                Said.Add(message);
                if (Refuse is { } refuse)
                {
                    return refuse();
                }

                Turns.Add(Samples.Turn(Turns.Count + 1, "agent", message.Text!, "Alice"));
                await (BeforeReply?.Invoke() ?? Task.CompletedTask);
                return Json(new LeaseView(Samples.Now, Turns.Count), ContractsJson.Default.LeaseView);
            case "handoffs":
                var items = request.RequestUri.Query.Contains($"state={Handoff.State}") ? new[] { Handoff } : [];
                return Json(new HandoffList(items, items.Length), ContractsJson.Default.HandoffList);
            case "resolve" when Refuse is { } unseen:
                return unseen();
            case "resolve":
                Handoff = Handoff with { State = "closed", Holder = null, LeaseToken = null, Resolution = "solved" };
                return Json(new LeaseView(Samples.Now, Turns.Count), ContractsJson.Default.LeaseView);
            case "renew":
                return Handoff.LeaseToken is not null ? Json(new LeaseView(Samples.Now, Turns.Count), ContractsJson.Default.LeaseView) : Problem(HttpStatusCode.Conflict, "lease-lost");
            case "me":
                return Json(Samples.Alice, ContractsJson.Default.AgentMe);
            default:
                return Json(Handoff, ContractsJson.Default.HandoffView);
        }
    }

    private static HttpResponseMessage Json<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(JsonSerializer.Serialize(value, type), Encoding.UTF8, "application/json"),
    };
}
