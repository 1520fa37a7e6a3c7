using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Channels.DirectLine;

/// <summary>The local Direct Line 3.0 channel.</summary>
public static class DirectLineEndpoints
{
    internal const string Root = "/v3/directline";

    /// <summary>Maps <c>/v3/directline/*</c> and <c>/chat/token</c>, with their own CORS, rate limit and WebSockets: no middleware of the application is needed.</summary>
    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var gate = services.GetRequiredService<DirectLineGate>();
        var tokens = services.GetRequiredService<TokenEndpoints>();
        var conversations = services.GetRequiredService<ConversationEndpoints>();
        var activities = services.GetRequiredService<ActivityEndpoints>();
        var stream = endpoints.CreateApplicationBuilder().UseWebSockets();
        stream.Run(gate.Guard(services.GetRequiredService<StreamEndpoint>().ConnectAsync));

        endpoints.MapPost("/chat/token", gate.Guard(tokens.ChatAsync));
        endpoints.MapMethods("/chat/token", [HttpMethods.Options], gate.ElseAsync);

        var line = endpoints.MapGroup(Root);
        line.MapPost("/tokens/generate", gate.Guard(tokens.GenerateAsync));
        line.MapPost("/tokens/refresh", gate.Guard(tokens.RefreshAsync));
        line.MapPost("/conversations", gate.Guard(conversations.StartAsync));
        line.MapGet("/conversations/{conversationId}", gate.Guard(conversations.ReconnectAsync));
        line.MapGet("/conversations/{conversationId}/activities", gate.Guard(activities.ReadAsync));
        line.MapPost("/conversations/{conversationId}/activities", gate.Guard(activities.PostAsync));
        line.MapPost("/conversations/{conversationId}/upload", gate.Guard(activities.UploadAsync));
        line.MapGet("/conversations/{conversationId}/stream", stream.Build());
        line.Map("/{**rest}", gate.ElseAsync);
        return endpoints;
    }
}
