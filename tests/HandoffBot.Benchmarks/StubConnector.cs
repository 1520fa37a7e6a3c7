using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Benchmarks;

/// <summary>The channel's side of the Bot Framework: takes replies and tells who waits for one.</summary>
internal sealed class StubConnector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private StubConnector(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<StubConnector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var connector = new StubConnector(builder.Build());
        connector._app.MapPost("/v3/conversations/{id}/activities", connector.TakeAsync);
        await connector._app.StartAsync();
        return connector;
    }

    /// <summary>Completes when the conversation's next reply is here. To be asked for before the message is posted.</summary>
    public Task NextReplyAsync(string conversation) =>
        (_waiting[conversation] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string id, HttpRequest request)
    {
        using var activity = await JsonDocument.ParseAsync(request.Body);
        if (!_waiting.TryRemove(id, out var reply))
        {
            throw new InvalidOperationException($"Conversation {id} got a reply that nobody waits for.");
        }

        if (activity.RootElement.GetProperty("channelData").GetProperty("speaker").GetString() == "bot")
        {
            reply.SetResult();
        }
        else
        {
            reply.SetException(new InvalidOperationException("A routine question was handed off: " + activity.RootElement.GetProperty("text").GetString()));
        }

        return Results.Json(new { id });
    }
}
