using System.Net;

namespace HandoffBot.Channels.Tests;

public sealed class EmbeddingTests
{
    [Theory]
    [InlineData("/v3/directline/conversations")]
    [InlineData("/v3/directline/tokens/refresh")]
    [InlineData("/chat/token")]
    public async Task A_preflight_is_answered(string path)
    {
        await using var host = await ChannelsHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(path, UriKind.Relative));
        request.Headers.Add("Origin", "https://shop.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");

        using var response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("https://shop.example", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("x-ms-bot-agent", response.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        Assert.Contains("Origin", response.Headers.Vary);
    }

    [Fact]
    public async Task Errors_can_be_read_by_the_page()
    {
        await using var host = await ChannelsHost.StartAsync();

        using var unauthorized = await host.SendAsync(HttpMethod.Post, "/v3/directline/conversations", origin: "https://shop.example");
        using var unknown = await host.SendAsync(HttpMethod.Get, "/v3/directline/session/getsessionid", origin: "https://shop.example");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.NotFound), (unauthorized.StatusCode, unknown.StatusCode));
        Assert.All([unauthorized, unknown], response => Assert.Equal("https://shop.example", response.Headers.GetValues("Access-Control-Allow-Origin").Single()));
    }

    [Fact]
    public async Task Only_the_pages_listed_may_embed_where_there_is_a_list()
    {
        await using var host = await ChannelsHost.StartAsync(configuration: ("DirectLine:AllowedOrigins:0", "https://shop.example/"));

        using var listed = await host.SendAsync(HttpMethod.Post, "/chat/token", "{}", origin: "https://shop.example");
        using var own = await host.SendAsync(HttpMethod.Post, "/chat/token", "{}", origin: host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var other = await host.SendAsync(HttpMethod.Post, "/chat/token", "{}", origin: "https://evil.example");
        using var preflight = await host.SendAsync(HttpMethod.Options, "/chat/token", origin: "https://evil.example");

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden],
            [listed.StatusCode, own.StatusCode, other.StatusCode, preflight.StatusCode]);
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }
}
