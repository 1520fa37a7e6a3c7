using HandoffBot.Server.Hosting;
using HandoffBot.Server.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Tests.Hosting;

public sealed class ProxyTests
{
    [Fact]
    public async Task A_known_proxy_is_believed_as_far_back_as_proxies_are_known()
    {
        Assert.Equal("https 203.0.113.9", await SeenAsync("127.0.0.0/8", "::1/128", "10.0.0.0/8"));
    }

    [Fact]
    public async Task Nobody_is_believed_who_is_not_named()
    {
        Assert.StartsWith("http 127.", await SeenAsync(), StringComparison.Ordinal);
        Assert.StartsWith("http 127.", await SeenAsync("10.0.0.0/8"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_printed_link_is_closed_behind_a_proxy()
    {
        await using var alone = await StartAsync();
        await using var behind = await StartAsync("127.0.0.0/8");

        Assert.True(alone.Services.GetRequiredService<LocalSignIn>().IsOpen);
        Assert.False(behind.Services.GetRequiredService<LocalSignIn>().IsOpen);
    }

    [Fact]
    public void A_wrong_network_is_told_at_the_start()
    {
        var builder = Builder("10.0.0.0/8", "10.0.0.300");
        using var services = builder.Services.BuildServiceProvider();
        var refused = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);
        Assert.Contains("10.0.0.300", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    /// <summary>Scheme and address of a request of 203.0.113.9 over https, by way of a liar's header and of 10.1.2.3.</summary>
    private static async Task<string> SeenAsync(params string[] networks)
    {
        await using var app = await StartAsync(networks);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.First());
        request.Headers.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.9, 10.1.2.3");
        request.Headers.Add("X-Forwarded-Proto", "http, https, https");
        var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<WebApplication> StartAsync(params string[] networks)
    {
        var app = Builder(networks).Build();
        app.UseProxy();
        app.MapGet("/", (HttpContext context) => $"{context.Request.Scheme} {context.Connection.RemoteIpAddress}");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static WebApplicationBuilder Builder(params string[] networks)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(networks.Select((network, i) => KeyValuePair.Create($"Proxy:Networks:{i}", (string?)network)));
        builder.Services.AddProxy().AddSingleton<LocalSignIn>();
        return builder;
    }
}
