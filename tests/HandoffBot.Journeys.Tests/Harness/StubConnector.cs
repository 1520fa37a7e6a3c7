using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using HandoffBot.Tests;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>A channel's connector on a free loopback port: takes every activity and remembers it.</summary>
internal sealed class StubConnector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Conversation, JsonElement Activity)> _received = new();

    public StubConnector()
    {
        Url = $"http://127.0.0.1:{FreePort.Find()}/";
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = ListenAsync();
    }

    public string Url { get; }

    /// <summary>Texts of the messages sent to a conversation, in order.</summary>
    public IReadOnlyList<string> Messages(string conversation) =>
        [.. _received.Where(sent => sent.Conversation == conversation && sent.Activity.GetProperty("type").GetString() == "message").Select(sent => sent.Activity.GetProperty("text").GetString()!)];

    public void Dispose() => _listener.Close();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = await JsonDocument.ParseAsync(context.Request.InputStream);
                _received.Enqueue((Uri.UnescapeDataString(context.Request.Url!.Segments[^2].TrimEnd('/')), body.RootElement.Clone()));
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync("{\"id\":\"1\"}"u8.ToArray());
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Closed: the test is over.
        }
    }
}
