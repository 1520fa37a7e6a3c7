using System.Net.WebSockets;
using System.Text.Json;

namespace HandoffBot.Channels.Tests;

/// <summary>A customer's WebSocket.</summary>
internal sealed class StreamClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<StreamClient> ConnectAsync(JsonElement connection)
    {
        var client = new StreamClient();
        await client._socket.ConnectAsync(new Uri(connection.GetProperty("streamUrl").GetString()!), TestContext.Current.CancellationToken);
        return client;
    }

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public Task SendAsync(ReadOnlyMemory<byte> frame) => _socket.SendAsync(frame, WebSocketMessageType.Text, true, TestContext.Current.CancellationToken).AsTask();

    /// <summary>The next frame: empty for one that only keeps alive, null when the server closes.</summary>
    public async Task<string?> ReadFrameAsync()
    {
        var buffer = new byte[64 * 1024];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            length += read.Count;
            if (read.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
                return null;
            }

            if (read.EndOfMessage)
            {
                return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
            }
        }
    }

    public async Task<(JsonElement[] Activities, string Watermark)> ReadAsync()
    {
        var frame = JsonElement.Parse((await ReadFrameAsync())!);
        return ([.. frame.GetProperty("activities").EnumerateArray()], frame.GetProperty("watermark").GetString()!);
    }

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

    public void Dispose() => _socket.Dispose();
}
