using HandoffBot.Channels.Outages;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Outages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace HandoffBot.Channels.DirectLine;

/// <summary>Connects a client's WebSocket to its conversation.</summary>
internal sealed class StreamEndpoint(
    IConversationStore conversations, IHandoffStore handoffs, IAgentStore agents, QueueHours hours, INudges nudges, ChatTokens tokens, DialogSet dialogs, AwayNotices away, IStorePulse pulse,
    StreamCount streams, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>GET /conversations/{id}/stream?t=&amp;watermark=. Returns when the stream has ended.</summary>
    public async Task<IResult> ConnectAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["t"].ToString() is not { Length: > 0 } sent)
        {
            return DirectLineError.MissingToken;
        }

        if (await tokens.ReadAsync(sent, TokenPurpose.Stream) is not { } token)
        {
            return DirectLineError.TokenExpired;
        }

        if (token.Conversation.Value != (string)context.Request.RouteValues["conversationId"]!)
        {
            return DirectLineError.NotFound;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            return DirectLineError.Bad("This address is for WebSockets.");
        }

        if (!streams.TryEnter(token.Conversation))
        {
            return DirectLineError.TooMany("The conversation has too many streams.") with { RetryAfter = ActivityStream.PollEvery };
        }

        try
        {
            return await FollowAsync(context, token);
        }
        finally
        {
            streams.Leave(token.Conversation);
        }
    }

    private async Task<IResult> FollowAsync(HttpContext context, ChatToken token)
    {
        // Before the transcript is read, so that nothing said in between is missed.
        using var subscription = nudges.Subscribe(token.Conversation);
        if (await LoadAsync(token) is not { } snapshot)
        {
            return DirectLineError.NotFound;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var watch = new HandoffWatch(handoffs, agents, hours, time, snapshot.Conversation.Handoff);
        var writer = new FrameWriter(socket, snapshot, DirectLineChannel.ReadWatermark(context.Request.Query["watermark"]), time);
        await new ActivityStream(conversations, writer, watch, subscription, away, pulse, time).RunAsync(socket, lifetime.ApplicationStopping);
        return Results.Empty;
    }

    /// <summary>While the store is away a client is let in on its token alone, to be told so; what it misses comes when the store is back.</summary>
    private Task<Snapshot?> LoadAsync(ChatToken token) => pulse.AskAsync(() => conversations.LoadAsync(token.Conversation), () =>
    {
        var user = token.User ?? token.Conversation.Value;
        return new Snapshot(Unopened.Conversation(token.Conversation, DirectLineChannel.Address(token.Conversation, user, null, token.Locale), new Customer(user, ""), dialogs), []);
    });
}
