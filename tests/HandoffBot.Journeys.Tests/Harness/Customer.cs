using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>A customer in a conversation of their own, by Direct Line over plain HTTP.</summary>
public sealed class Customer
{
    private readonly ServerProcess _server;
    private readonly string _locale;
    private readonly List<Heard> _activities = [];
    private string _watermark = "";

    private Customer(ServerProcess server, string locale, string conversation, string token) => (_server, _locale, Conversation, Token) = (server, locale, conversation, token);

    public string Conversation { get; }

    public string Token { get; }

    /// <summary>All activities so far, own ones included.</summary>
    public IReadOnlyList<Heard> Activities => _activities;

    /// <summary>What others said so far.</summary>
    public IEnumerable<Heard> Heard => _activities.Where(activity => activity is { Type: "message", Speaker: not null });

    private string Path => $"/v3/directline/conversations/{Conversation}/activities";

    /// <summary>Opens a conversation and waits for its greeting.</summary>
    public static async Task<Customer> StartAsync(ServerProcess server, string locale = "en-US")
    {
        var customer = await BeginAsync(server, locale);
        await customer.HearAsync("the greeting", said => said.Speaker == "bot");
        return customer;
    }

    /// <summary>Opens a conversation, whether anybody greets or not.</summary>
    public static async Task<Customer> BeginAsync(ServerProcess server, string locale = "en-US")
    {
        var token = await PostAsync<ChatToken>(server, "/chat/token", null, new { locale });
        await PostAsync<JsonElement>(server, "/v3/directline/conversations", token.Token, new { locale });
        return new Customer(server, locale, token.ConversationId, token.Token);
    }

    /// <summary>Says something; the id of the recorded activity.</summary>
    public async Task<string> SayAsync(string text, string? clientActivityId = null)
    {
        var activity = new { type = "message", from = new { id = "me" }, text, locale = _locale, channelData = new { clientActivityID = clientActivityId ?? Guid.NewGuid().ToString("N") } };
        return (await PostAsync<JsonElement>(_server, Path, Token, activity)).GetProperty("id").GetString()!;
    }

    /// <summary>Says something and waits for the first words of somebody else after it.</summary>
    public async Task<Heard> AskAsync(string text)
    {
        var own = await SayAsync(text);
        return await HearAsync($"a reply to '{text}'", said => string.CompareOrdinal(said.Id, own) > 0);
    }

    /// <summary>Asks for a person and waits for the notice with the place in line.</summary>
    public async Task<HandoffStatus> AskForPersonAsync(string text = "can I just talk to someone please")
    {
        var notice = await AskAsync(text);
        Assert.NotNull(notice.ChannelData?.Handoff);
        Assert.Equal("waiting", notice.ChannelData.Handoff.State);
        return notice.ChannelData.Handoff;
    }

    /// <summary>Waits for words of somebody else.</summary>
    public Task<Heard> HearAsync(string what, Func<Heard, bool> wanted) => Poll.UntilAsync(what, async () =>
    {
        await ReadAsync();
        return Heard.FirstOrDefault(wanted);
    });

    public Task<Heard> HearAsync(string words) => HearAsync($"'{words}'", said => said.Text?.Contains(words, StringComparison.Ordinal) == true);

    /// <summary>Reads what is new.</summary>
    public async Task ReadAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Path}?watermark={_watermark}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await _server.Http.SendAsync(request);
        var set = await BodyAsync<ActivitySet>(response);
        _activities.AddRange(set.Activities);
        _watermark = set.Watermark;
    }

    /// <summary>Sends a body as it is; null sends none. The answer is the caller's to judge.</summary>
    public async Task<Answer> PostRawAsync(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return await Answer.ToAsync(_server.Http, request);
    }

    private static async Task<T> PostAsync<T>(ServerProcess server, string path, string? token, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await server.Http.SendAsync(request);
        return await BodyAsync<T>(response);
    }

    private static async Task<T> BodyAsync<T>(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri!.AbsolutePath}: {(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web)!;
    }

    private sealed record ChatToken(string Token, string ConversationId);

    private sealed record ActivitySet(IReadOnlyList<Heard> Activities, string Watermark);
}
