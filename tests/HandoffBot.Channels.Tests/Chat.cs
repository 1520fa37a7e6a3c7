using System.Net;
using System.Text.Json;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Channels.Tests;

/// <summary>One customer on Direct Line.</summary>
internal sealed class Chat(ChannelsHost host, string token, string user, ConversationId id)
{
    public string Token => token;

    public string User => user;

    public ConversationId Id => id;

    public string Path => $"/v3/directline/conversations/{id}";

    /// <summary>With a token, not started.</summary>
    public static async Task<Chat> OpenAsync(ChannelsHost host, string body = "{}")
    {
        var opened = await host.ReadAsync(HttpMethod.Post, "/chat/token", body);
        return new Chat(host, opened.GetProperty("token").GetString()!, opened.GetProperty("userId").GetString()!, new ConversationId(opened.GetProperty("conversationId").GetString()!));
    }

    /// <summary>Started: the greeting is there.</summary>
    public static async Task<Chat> StartAsync(ChannelsHost host)
    {
        var chat = await OpenAsync(host);
        await chat.ConnectAsync();
        return chat;
    }

    public Task<JsonElement> ConnectAsync() => host.ReadAsync(HttpMethod.Post, "/v3/directline/conversations", "{}", token);

    public Task<HttpResponseMessage> PostAsync(string body) => host.SendAsync(HttpMethod.Post, $"{Path}/activities", body, token);

    public async Task<string> SayAsync(string text, string? clientActivityId = null)
    {
        var channelData = clientActivityId is null ? "" : $$""","channelData":{"clientActivityID":"{{clientActivityId}}","extra":[1]}""";
        using var response = await PostAsync($$"""{"type":"message","from":{"id":"somebody-else","name":"Kim","role":"bot"},"text":"{{text}}"{{channelData}}}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.ReadJsonAsync()).GetProperty("id").GetString()!;
    }

    public async Task<(JsonElement[] Activities, string Watermark)> ReadAsync(string watermark = "")
    {
        var set = await host.ReadAsync(HttpMethod.Get, $"{Path}/activities?watermark={watermark}", token: token);
        return ([.. set.GetProperty("activities").EnumerateArray()], set.GetProperty("watermark").GetString()!);
    }
}
