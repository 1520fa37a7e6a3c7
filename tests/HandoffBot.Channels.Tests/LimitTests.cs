using System.Net;
using System.Net.WebSockets;
using HandoffBot.Channels.DirectLine;
using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using Microsoft.Extensions.Options;

namespace HandoffBot.Channels.Tests;

/// <summary>What one customer, or a program that pretends to be one, may take from the others.</summary>
public sealed class LimitTests
{
    private static readonly IPAddress Office = IPAddress.Parse("192.0.2.1");

    [Fact]
    public async Task A_conversation_that_floods_is_asked_to_wait_and_keeps_what_was_refused()
    {
        await using var host = await ChannelsHost.StartAsync(configuration: [("DirectLine:MessagesAtOnce", "3"), ("DirectLine:MessagesPerMinute", "1")]);
        var (flood, other) = (await Chat.StartAsync(host), await Chat.StartAsync(host));
        foreach (var text in (string[])["one", "two", "three"])
        {
            await flood.SayAsync(text, text);
        }

        using var refused = await flood.PostAsync("""{"type":"message","text":"four","channelData":{"clientActivityID":"four"}}""");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal("TooManyRequests", (await refused.ReadJsonAsync()).GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(["one", "two", "three"], host.Conversations.Inbound.Select(message => message.Text));
        await other.SayAsync("not held up");
    }

    [Fact]
    public void One_address_is_bounded_over_all_its_conversations_and_this_machine_is_not()
    {
        using var limit = new MessageLimit(Options.Create(new DirectLineOptions { MessagesPerMinutePerAddress = 2 }));

        Assert.Null(limit.WaitFor(new("c1"), Office));
        Assert.Null(limit.WaitFor(new("c2"), Office));
        Assert.InRange(limit.WaitFor(new("c3"), Office)!.Value, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Assert.Null(limit.WaitFor(new("c3"), IPAddress.Parse("192.0.2.2")));
        Assert.Null(limit.WaitFor(new("c4"), IPAddress.Parse("2001:db8::1")));
        Assert.Null(limit.WaitFor(new("c5"), IPAddress.Parse("2001:db8::2")));
        Assert.NotNull(limit.WaitFor(new("c6"), IPAddress.Parse("2001:db8::3")));
        Assert.All(Enumerable.Range(0, 5), number => Assert.Null(limit.WaitFor(new($"own{number}"), IPAddress.Loopback)));
    }

    [Fact]
    public async Task A_conversation_has_only_so_many_streams_at_once()
    {
        await using var host = await ChannelsHost.StartAsync();
        var (chat, other) = (await Chat.OpenAsync(host), await Chat.OpenAsync(host));
        var connection = await chat.ConnectAsync();
        var streams = new List<StreamClient>();
        for (var opened = 0; opened < Limits.StreamsPerConversation; opened++)
        {
            streams.Add(await StreamClient.ConnectAsync(connection));
        }

        await Assert.ThrowsAsync<WebSocketException>(() => StreamClient.ConnectAsync(connection));

        using var elsewhere = await StreamClient.ConnectAsync(await other.ConnectAsync());
        streams.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public void A_stream_that_ends_makes_room_for_another()
    {
        var (count, id) = (new StreamCount(), new ConversationId("c1"));
        Assert.All(Enumerable.Range(0, Limits.StreamsPerConversation), _ => Assert.True(count.TryEnter(id)));
        Assert.False(count.TryEnter(id));
        count.Leave(id);
        Assert.True(count.TryEnter(id));
        Assert.False(count.TryEnter(id));
    }
}
