using System.Net;
using System.Text.Json;
using HandoffBot.Channels.DirectLine;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Channels.Tests;

public sealed class DirectLineTokenTests
{
    private const string Secret = "a secret of at least 32 characters";

    [Fact]
    public async Task A_chat_token_opens_a_conversation_once()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.OpenAsync(host);

        using var first = await host.SendAsync(HttpMethod.Post, "/v3/directline/conversations", "{}", chat.Token);
        using var second = await host.SendAsync(HttpMethod.Post, "/v3/directline/conversations", null, chat.Token);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Single(host.Conversations.Turns(chat.Id));
        var body = await first.ReadJsonAsync();
        Assert.Equal(chat.Id.Value, body.GetProperty("conversationId").GetString());
        Assert.Equal(1800, body.GetProperty("expires_in").GetInt32());
        Assert.StartsWith($"ws://127.0.0.1:{host.Http.BaseAddress!.Port}{chat.Path}/stream?t=", body.GetProperty("streamUrl").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_a_JWT_whose_user_clients_can_read()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.OpenAsync(host);

        var claims = JsonElement.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(chat.Token.Split('.')[1]));

        Assert.StartsWith("dl_", chat.User, StringComparison.Ordinal);
        Assert.Equal(chat.User, claims.GetProperty("user").GetString());
        Assert.Equal(chat.Id.Value, claims.GetProperty("conv").GetString());
        Assert.Equal(1800, claims.GetProperty("exp").GetInt64() - claims.GetProperty("nbf").GetInt64());
    }

    [Fact]
    public async Task The_locale_of_the_token_chooses_the_language()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.OpenAsync(host, """{"locale":"fr-CA"}""");

        await chat.ConnectAsync();

        Assert.Equal("fr", host.Conversations[chat.Id].Language);
    }

    [Theory]
    [InlineData("POST", "/v3/directline/tokens/generate")]
    [InlineData("POST", "/v3/directline/tokens/refresh")]
    [InlineData("POST", "/v3/directline/conversations")]
    [InlineData("GET", "/v3/directline/conversations/{0}")]
    [InlineData("GET", "/v3/directline/conversations/{0}/activities")]
    [InlineData("POST", "/v3/directline/conversations/{0}/activities")]
    [InlineData("POST", "/v3/directline/conversations/{0}/upload")]
    public async Task Without_a_token_401_with_a_wrong_one_403_with_an_old_one_403(string method, string path)
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        path = string.Format(System.Globalization.CultureInfo.InvariantCulture, path, chat.Id);
        var tampered = chat.Token[..^4] + (chat.Token.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");

        using var missing = await host.SendAsync(new HttpMethod(method), path);
        using var wrong = await host.SendAsync(new HttpMethod(method), path, token: tampered);
        using var nonsense = await host.SendAsync(new HttpMethod(method), path, token: "x");
        host.Time.Advance(TimeSpan.FromMinutes(30));
        using var old = await host.SendAsync(new HttpMethod(method), path, token: chat.Token);

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden],
            [missing.StatusCode, wrong.StatusCode, nonsense.StatusCode, old.StatusCode]);
        var error = (await missing.ReadJsonAsync()).GetProperty("error");
        Assert.Equal("MissingToken", error.GetProperty("code").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_token_opens_no_other_conversation()
    {
        await using var host = await ChannelsHost.StartAsync();
        var (mine, theirs) = (await Chat.StartAsync(host), await Chat.StartAsync(host));

        foreach (var path in (string[])["", "/activities"])
        {
            using var response = await host.SendAsync(HttpMethod.Get, theirs.Path + path, token: mine.Token);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }

        using var post = await host.SendAsync(HttpMethod.Post, $"{theirs.Path}/activities", """{"type":"message","text":"hi"}""", mine.Token);
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
        Assert.Single(host.Conversations.Turns(theirs.Id));
    }

    [Fact]
    public async Task A_stream_token_is_no_chat_token_and_the_reverse()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        var tokens = host.Get<ChatTokens>();
        var streamToken = tokens.Issue(new ChatToken(chat.Id, chat.User), TokenPurpose.Stream);

        using var response = await host.SendAsync(HttpMethod.Get, chat.Path, token: streamToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Null(await tokens.ReadAsync(chat.Token, TokenPurpose.Stream));
        Assert.NotNull(await tokens.ReadAsync(streamToken, TokenPurpose.Stream));
    }

    [Fact]
    public async Task A_token_of_another_key_is_refused()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        var forged = new ChatTokens(new DirectLineKeys(new byte[32]), host.Time).Issue(new ChatToken(chat.Id, chat.User), TokenPurpose.Chat);

        using var response = await host.SendAsync(HttpMethod.Get, chat.Path, token: forged);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_conversation_is_404()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.OpenAsync(host);

        using var reconnect = await host.SendAsync(HttpMethod.Get, chat.Path, token: chat.Token);
        using var activities = await host.SendAsync(HttpMethod.Get, $"{chat.Path}/activities", token: chat.Token);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (reconnect.StatusCode, activities.StatusCode));
    }

    [Fact]
    public async Task Refreshing_keeps_conversation_and_user()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        host.Time.Advance(TimeSpan.FromMinutes(20));

        var refreshed = await host.ReadAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", token: chat.Token);

        host.Time.Advance(TimeSpan.FromMinutes(20));
        var read = await host.Get<ChatTokens>().ReadAsync(refreshed.GetProperty("token").GetString()!, TokenPurpose.Chat);
        Assert.Equal((chat.Id, chat.User), (read!.Conversation, read.User));
    }

    [Fact]
    public async Task An_ended_token_resumes_its_conversation_for_a_day()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);

        host.Time.Advance(TimeSpan.FromHours(24));
        var resumed = await host.ReadAsync(HttpMethod.Post, "/chat/token", $$"""{"resume":"{{chat.Token}}"}""");
        host.Time.Advance(TimeSpan.FromHours(1));
        using var tooLate = await host.SendAsync(HttpMethod.Post, "/chat/token", $$"""{"resume":"{{chat.Token}}"}""");

        Assert.Equal((chat.Id.Value, chat.User), (resumed.GetProperty("conversationId").GetString()!, resumed.GetProperty("userId").GetString()!));
        Assert.Equal(HttpStatusCode.Forbidden, tooLate.StatusCode);
    }

    [Fact]
    public async Task Generating_tokens_needs_the_secret()
    {
        await using var without = await ChannelsHost.StartAsync();
        await using var with = await ChannelsHost.StartAsync(configuration: ("DirectLine:Secret", Secret));
        var chat = await Chat.OpenAsync(with);

        using var notConfigured = await without.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", token: Secret);
        using var byToken = await with.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", token: chat.Token);
        using var wrongUser = await with.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", """{"user":{"id":"kim"}}""", Secret);
        var bound = await with.ReadAsync(HttpMethod.Post, "/v3/directline/tokens/generate", """{"user":{"id":"dl_kim"}}""", Secret);

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest], [notConfigured.StatusCode, byToken.StatusCode, wrongUser.StatusCode]);
        Assert.Equal(0, with.Conversations.Count);
        Assert.Equal("dl_kim", (await with.Get<ChatTokens>().ReadAsync(bound.GetProperty("token").GetString()!, TokenPurpose.Chat))!.User);
    }

    [Fact]
    public async Task The_secret_opens_conversations_of_this_channel_only()
    {
        await using var host = await ChannelsHost.StartAsync(configuration: ("DirectLine:Secret", Secret));
        var chat = await Chat.StartAsync(host);
        var elsewhere = ConversationId.On("msteams", "a");
        await host.Get<TurnHandler>().StartAsync(elsewhere, DirectLineChannel.Address(elsewhere, "u", null, null), new Customer("u", ""));

        var own = await host.ReadAsync(HttpMethod.Get, $"{chat.Path}/activities", token: Secret);
        using var other = await host.SendAsync(HttpMethod.Get, "/v3/directline/conversations/msteams%7Ca/activities", token: Secret);

        Assert.Equal(1, own.GetProperty("activities").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task One_address_takes_only_so_many_tokens()
    {
        await using var host = await ChannelsHost.StartAsync(configuration: ("DirectLine:TokensPerMinute", "2"));
        await Chat.OpenAsync(host);
        await Chat.OpenAsync(host);

        using var third = await host.SendAsync(HttpMethod.Post, "/chat/token", "{}", origin: "https://shop.example");

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal("https://shop.example", third.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("Retry-After", third.Headers.GetValues("Access-Control-Expose-Headers").Single());
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"locale\":5}")]
    [InlineData("{\"resume\":{}}")]
    [InlineData("{")]
    public async Task A_malformed_token_request_is_400(string body)
    {
        await using var host = await ChannelsHost.StartAsync();

        using var response = await host.SendAsync(HttpMethod.Post, "/chat/token", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
