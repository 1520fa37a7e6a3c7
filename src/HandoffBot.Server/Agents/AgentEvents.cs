using System.Text.Json;
using HandoffBot.Contracts;
using HandoffBot.Contracts.Agents;
using HandoffBot.Core.Conversations;
using Microsoft.AspNetCore.Http.Features;

namespace HandoffBot.Server.Agents;

/// <summary>Tells a console when to look again, as server-sent events (WHATWG HTML, section 9.2). An event carries no content, so a lost one costs nothing but time.</summary>
internal static class AgentEvents
{
    /// <summary>Proxies close what is silent for longer.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public static async Task StreamAsync(HttpContext context, INudges nudges, Heartbeat heartbeat, IHostApplicationLifetime lifetime)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var subscription = nudges.Subscribe(null);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            // Whatever changed before the subscription stood is looked at now.
            await WriteAsync(context.Response, new AgentEvent([], Queue: true), ended.Token);
            while (true)
            {
                var nudged = await subscription.WaitAsync(Silence, ended.Token);
                await heartbeat.BeatAsync(context);
                if (nudged.Queue || nudged.Conversations.Count > 0)
                {
                    await WriteAsync(context.Response, new AgentEvent([.. nudged.Conversations.Select(id => id.Value)], nudged.Queue), ended.Token);
                }
                else
                {
                    await WriteAsync(context.Response, ": alive\n\n", ended.Token);
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The console went away, or the process stops.
        }
    }

    private static Task WriteAsync(HttpResponse response, AgentEvent nudge, CancellationToken cancellationToken) =>
        WriteAsync(response, $"event: nudge\ndata: {JsonSerializer.Serialize(nudge, ContractsJson.Default.AgentEvent)}\n\n", cancellationToken);

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
