using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Channels.BotFramework;

/// <summary>The Bot Framework protocol.</summary>
public static class BotFrameworkEndpoints
{
    /// <summary>Maps <c>/api/messages</c> for every method, so that a page fallback never answers a channel's probe.</summary>
    public static IEndpointRouteBuilder MapBotFramework(this IEndpointRouteBuilder endpoints)
    {
        endpoints.Map("/api/messages", endpoints.ServiceProvider.GetRequiredService<MessagesEndpoint>().HandleAsync);
        return endpoints;
    }
}
