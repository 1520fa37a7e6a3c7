using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Hosting;

/// <summary>Sees customers through the proxies in front: limits per address, secure cookies and sign-in addresses depend on it.</summary>
internal static class ProxySetup
{
    public static IServiceCollection AddProxy(this IServiceCollection services)
    {
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((options, proxy) => SetUp(options, proxy.Value));
        return services;
    }

    /// <summary>First on the way of a request.</summary>
    public static void UseProxy(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.IsUsed)
        {
            app.UseForwardedHeaders();
        }
    }

    private static void SetUp(ForwardedHeadersOptions options, ProxyOptions proxy)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // From proxy to proxy as far as they are known; the first unknown address is the customer's.
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxy.Networks)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }
    }
}
