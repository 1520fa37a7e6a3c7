using System.Net;
using HandoffBot.Core.Agents;
using HandoffBot.Server.SignIn;
using Moq;

namespace HandoffBot.Server.Tests.Api;

public sealed class CookieTests : IAsyncLifetime
{
    private ApiHost _host = null!;
    private HttpClient _browser = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _browser = _host.Client();
    }

    [Fact]
    public async Task The_printed_link_signs_in_with_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        var reply = await _browser.GetAsync(_host.LocalSignIn.Link, Stop);
        Assert.Equal((HttpStatusCode.Redirect, "/console"), (reply.StatusCode, reply.Headers.Location?.OriginalString));
        var cookie = Assert.Single(reply.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync("/api/agent/me", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in?key=wrong&name=Alice")]
    public async Task Another_link_does_not(string link)
    {
        var reply = await _browser.GetAsync(link, Stop);
        Assert.Equal((HttpStatusCode.Forbidden, "text/html"), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType));
        Assert.False(reply.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _browser.GetAsync("/api/agent/me", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_signed_in_browser_changes_nothing_for_another_site()
    {
        await _browser.GetAsync(_host.LocalSignIn.Link, Stop);
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/api/agent/handoffs/next");
        forged.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await _browser.SendAsync(forged, Stop)).StatusCode);
        _host.Handoffs.Verify(store => store.OfferNextAsync(It.IsAny<Agent>(), It.IsAny<string?>()), Times.Never);

        using var signOut = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        signOut.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await _browser.SendAsync(signOut, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync("/api/agent/me", Stop)).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        await _browser.GetAsync(_host.LocalSignIn.Link, Stop);
        using var signOut = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        signOut.Headers.Add(SameOrigin.Header, SameOrigin.HeaderValue);
        Assert.Equal(HttpStatusCode.Redirect, (await _browser.SendAsync(signOut, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _browser.GetAsync("/api/agent/me", Stop)).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _host.DisposeAsync();
    }
}
