using System.Net.Http.Json;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>A customer in Teams: activities go to <c>/api/messages</c>, what is said to them arrives at the connector.</summary>
internal sealed class TeamsCustomer(ServerProcess server, StubConnector connector)
{
    private readonly string _conversation = $"a:{Guid.NewGuid():N}";

    public IReadOnlyList<string> Heard => connector.Messages(_conversation);

    public Dictionary<string, object> Activity(string text, string id) => new()
    {
        ["type"] = "message",
        ["id"] = id,
        ["channelId"] = "msteams",
        ["serviceUrl"] = connector.Url,
        ["conversation"] = new { id = _conversation },
        ["from"] = new { id = "29:customer", name = "Camille" },
        ["recipient"] = new { id = "28:bot", name = "Volt" },
        ["locale"] = "en-US",
        ["text"] = text,
    };

    public async Task<Answer> PostAsync(object activity, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = JsonContent.Create(activity) };
        if (bearer is not null)
        {
            request.Headers.Authorization = new("Bearer", bearer);
        }

        return await Answer.ToAsync(server.Http, request);
    }

    public Task HearAsync(string words) => Poll.UntilAsync($"'{words}' at the connector", () => Task.FromResult(Heard.Any(text => text.Contains(words, StringComparison.Ordinal))));
}
