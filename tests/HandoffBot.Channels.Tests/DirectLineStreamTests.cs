using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using HandoffBot.Channels.DirectLine;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;
using Moq;

namespace HandoffBot.Channels.Tests;

public sealed class DirectLineStreamTests
{
    private static readonly HandoffId Handoff = new("h1");

    [Fact]
    public async Task What_was_said_before_is_replayed_and_what_comes_is_live()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.OpenAsync(host);
        using var stream = await StreamClient.ConnectAsync(await chat.ConnectAsync());

        var greeting = await stream.ReadAsync();
        await host.Nudges.ListenerWaitsAsync();
        await chat.SayAsync("How do I pay?", "client-1");
        await host.FinishRepliesAsync();
        var said = new List<JsonElement>();
        while (!said.Any(activity => activity.TryGetProperty("text", out var text) && text.GetString() == ChannelsHost.Answer))
        {
            said.AddRange((await stream.ReadAsync()).Activities);
        }

        Assert.Equal("1", greeting.Watermark);
        Assert.Equal("greeting", greeting.Activities.Single().GetProperty("text").GetString());
        Assert.Equal("client-1", said.First(activity => activity.GetProperty("type").GetString() == "message").GetProperty("channelData").GetProperty("clientActivityID").GetString());
        Assert.Equal([$"{chat.Id}|0000002", $"{chat.Id}|0000003"], said.Where(activity => activity.GetProperty("type").GetString() == "message").Select(activity => activity.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Coming_back_with_a_watermark_replays_only_what_is_after_it_on_every_socket()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        host.Conversations.Say(chat.Id, Person("one"), Person("two"));
        var connection = await host.ReadAsync(HttpMethod.Get, $"{chat.Path}?watermark=2", token: chat.Token);

        using var first = await StreamClient.ConnectAsync(connection);
        using var second = await StreamClient.ConnectAsync(connection);

        foreach (var stream in (StreamClient[])[first, second])
        {
            var (activities, watermark) = await stream.ReadAsync();
            Assert.Equal("two", activities.Single().GetProperty("text").GetString());
            Assert.Equal("3", watermark);
        }
    }

    [Fact]
    public async Task Frames_from_the_client_are_ignored()
    {
        await using var host = await ChannelsHost.StartAsync();
        var (chat, stream) = await ConnectAsync(host);
        using var _ = stream;

        await stream.SendAsync(ReadOnlyMemory<byte>.Empty);
        await stream.SendAsync("{\"text\":\"not this way\"}"u8.ToArray());
        host.Conversations.Say(chat.Id, Person("still here"));
        host.Nudges.Conversation(chat.Id);

        Assert.Equal("still here", (await stream.ReadAsync()).Activities.Single().GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_lost_nudge_is_made_up_for_by_the_poll_and_silence_by_an_empty_frame()
    {
        await using var host = await ChannelsHost.StartAsync();
        var (chat, stream) = await ConnectAsync(host);
        using var _ = stream;
        host.Nudges.AreLost = true;

        host.Conversations.Say(chat.Id, Person("unannounced"));
        host.Time.Advance(ActivityStream.PollEvery);
        var polled = await stream.ReadAsync();
        await host.Nudges.ListenerWaitsAsync();
        host.Time.Advance(ActivityStream.PollEvery);
        var quiet = await stream.ReadFrameAsync();

        Assert.Equal("unannounced", polled.Activities.Single().GetProperty("text").GetString());
        Assert.Equal("", quiet);
    }

    [Fact]
    public async Task Typing_shows_the_bot_while_it_owes_an_answer_then_nobody_in_the_queue_then_the_person()
    {
        await using var host = await ChannelsHost.StartAsync();
        var (chat, stream) = await ConnectAsync(host);
        using var _ = stream;

        host.Nudges.Typing(chat.Id);
        await host.Nudges.ListenerWaitsAsync();
        await SayAsync(host, chat, stream, new Utterance { Speaker = Speaker.Customer, Text = "hello?" });
        host.Nudges.Typing(chat.Id);
        var bot = (await stream.ReadAsync()).Activities.Single();
        await host.Nudges.ListenerWaitsAsync();
        await SayAsync(host, chat, stream, new Utterance { Speaker = Speaker.System, Text = "wait", Handoff = new HandoffNotice(Handoff, HandoffState.Waiting) });
        host.Nudges.Typing(chat.Id);
        await host.Nudges.ListenerWaitsAsync();
        var joined = await SayAsync(host, chat, stream, new Utterance { Speaker = Speaker.System, Text = "joined", Handoff = new HandoffNotice(Handoff, HandoffState.Held) });
        await SayAsync(host, chat, stream, Person("hi"));
        host.Nudges.Typing(chat.Id);
        var person = (await stream.ReadAsync()).Activities.Single();

        Assert.Equal(("typing", "bot"), (bot.GetProperty("type").GetString(), bot.GetProperty("channelData").GetProperty("speaker").GetString()));
        Assert.Equal("joined", joined.GetProperty("text").GetString());
        Assert.Equal(("typing", "agent", "Alice"), (person.GetProperty("type").GetString(), person.GetProperty("channelData").GetProperty("speaker").GetString(), person.GetProperty("from").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task An_open_handoff_is_told_on_connecting_and_when_it_changed_but_not_too_often()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        host.Conversations.Change(chat.Id, conversation => conversation with { Owner = Owner.Queue, Handoff = Handoff });
        Place(host, chat, 3);
        using var stream = await StreamClient.ConnectAsync(await chat.ConnectAsync());
        await stream.ReadAsync();

        var (onConnecting, watermark) = await stream.ReadAsync();
        await host.Nudges.ListenerWaitsAsync();
        Place(host, chat, 2);
        host.Nudges.Queue();
        await host.Nudges.ListenerWaitsAsync();
        Place(host, chat, 1);
        host.Time.Advance(HandoffWatch.LookEvery);
        var (later, _) = await stream.ReadAsync();
        await host.Nudges.ListenerWaitsAsync();
        host.Time.Advance(HandoffWatch.LookEvery);
        host.Nudges.Queue();
        await host.Nudges.ListenerWaitsAsync();
        host.Conversations.Say(chat.Id, Person("next"));
        host.Nudges.Conversation(chat.Id);
        var (next, _) = await stream.ReadAsync();

        var status = onConnecting.Single();
        Assert.Equal(("event", "handoff.status", "1"), (status.GetProperty("type").GetString(), status.GetProperty("name").GetString(), watermark));
        Assert.Equal("""{"id":"h1","state":"waiting","position":3,"waitSeconds":{"low":120,"high":240,"count":4}}""", status.GetProperty("value").GetRawText());
        Assert.Equal(1, later.Single().GetProperty("value").GetProperty("position").GetInt32());
        Assert.Equal("next", next.Single().GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_handoff_that_ended_before_is_no_news()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        host.Conversations.Say(chat.Id, new Utterance { Speaker = Speaker.System, Text = "ended", Handoff = new HandoffNotice(Handoff, HandoffState.Closed) });
        using var stream = await StreamClient.ConnectAsync(await chat.ConnectAsync());
        await stream.ReadAsync();

        await host.Nudges.ListenerWaitsAsync();

        host.Handoffs.Verify(store => store.FindAsync(It.IsAny<HandoffId>()), Times.Never);
    }

    [Fact]
    public async Task A_silent_client_is_closed()
    {
        await using var host = await ChannelsHost.StartAsync();
        var (_, stream) = await ConnectAsync(host);
        using var connected = stream;

        host.Time.Advance(ActivityStream.IdleFor);
        while (await stream.ReadFrameAsync() is not null)
        {
        }

        Assert.Equal(WebSocketCloseStatus.NormalClosure, stream.CloseStatus);
    }

    [Fact]
    public async Task A_stopping_server_says_goodbye()
    {
        await using var host = await ChannelsHost.StartAsync();
        var (_, stream) = await ConnectAsync(host);
        using var connected = stream;

        var stopping = host.StopAsync();
        Assert.Null(await stream.ReadFrameAsync());
        await stopping;

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, stream.CloseStatus);
    }

    [Fact]
    public async Task A_client_that_leaves_leaves_nothing_behind()
    {
        await using var host = await ChannelsHost.StartAsync();
        var (_, stream) = await ConnectAsync(host);
        using var connected = stream;

        await stream.CloseAsync();
        await host.StopAsync();

        Assert.Equal(0, host.Nudges.Subscribers);
    }

    [Theory]
    [InlineData("none", HttpStatusCode.Unauthorized)]
    [InlineData("nonsense", HttpStatusCode.Forbidden)]
    [InlineData("expired", HttpStatusCode.Forbidden)]
    [InlineData("chat", HttpStatusCode.Forbidden)]
    [InlineData("other", HttpStatusCode.NotFound)]
    [InlineData("good", HttpStatusCode.SwitchingProtocols)]
    public async Task Connecting_needs_a_fresh_stream_token_of_this_conversation(string kind, HttpStatusCode status)
    {
        await using var host = await ChannelsHost.StartAsync();
        var (chat, other) = (await Chat.StartAsync(host), await Chat.StartAsync(host));
        var tokens = host.Get<ChatTokens>();
        var old = tokens.Issue(new ChatToken(chat.Id, chat.User), TokenPurpose.Stream);
        host.Time.Advance(ChatTokens.StreamLifetime);
        var token = kind switch
        {
            "none" => "",
            "nonsense" => "x.y.z",
            "expired" => old,
            "chat" => chat.Token,
            "other" => tokens.Issue(new ChatToken(other.Id, other.User), TokenPurpose.Stream),
            _ => tokens.Issue(new ChatToken(chat.Id, chat.User), TokenPurpose.Stream),
        };
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;

        var connecting = socket.ConnectAsync(new Uri($"ws://{host.Http.BaseAddress!.Authority}{chat.Path}/stream?t={token}"), TestContext.Current.CancellationToken);

        if (status == HttpStatusCode.SwitchingProtocols)
        {
            await connecting;
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        }

        Assert.Equal(status, socket.HttpStatusCode);
    }

    /// <summary>A conversation with a stream that has received the greeting and waits.</summary>
    private static async Task<(Chat Chat, StreamClient Stream)> ConnectAsync(ChannelsHost host)
    {
        var chat = await Chat.OpenAsync(host);
        var stream = await StreamClient.ConnectAsync(await chat.ConnectAsync());
        await stream.ReadAsync();
        await host.Nudges.ListenerWaitsAsync();
        return (chat, stream);
    }

    private static async Task<JsonElement> SayAsync(ChannelsHost host, Chat chat, StreamClient stream, Utterance said)
    {
        host.Conversations.Say(chat.Id, said);
        host.Nudges.Conversation(chat.Id);
        var activity = (await stream.ReadAsync()).Activities.Single();
        await host.Nudges.ListenerWaitsAsync();
        return activity;
    }

    private static void Place(ChannelsHost host, Chat chat, long position) => host.Handoffs
        .Setup(store => store.FindAsync(Handoff))
        .ReturnsAsync(new Handoff(
            new NewHandoff
            {
                Id = Handoff,
                Conversation = chat.Id,
                Skill = "billing",
                Priority = Priority.Normal,
                Reasons = [new Reason(ReasonCode.HumanRequest)],
                Language = "en",
                Channel = "directline",
                Customer = new Customer(chat.User, ""),
                EnqueuedAt = host.Time.GetUtcNow(),
            },
            HandoffState.Waiting,
            "billing")
        {
            Position = position,
        });

    private static Utterance Person(string text) => new() { Speaker = Speaker.Agent, Name = "Alice", Text = text };
}
