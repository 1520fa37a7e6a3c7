using System.Net;
using System.Text;
using System.Text.Json;
using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Channels.Tests;

public sealed class DirectLineMessageTests
{
    [Fact]
    public async Task A_message_is_recorded_answered_with_its_id_and_then_by_the_bot()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);

        var id = await chat.SayAsync("How do I pay?");
        await host.FinishRepliesAsync();

        Assert.Equal($"{chat.Id}|0000002", id);
        var (activities, watermark) = await chat.ReadAsync();
        Assert.Equal("3", watermark);
        var reply = activities[2];
        Assert.Equal(("message", ChannelsHost.Answer, "markdown"), (reply.GetProperty("type").GetString(), reply.GetProperty("text").GetString(), reply.GetProperty("textFormat").GetString()));
        Assert.Equal(("bot", "bot.name", "bot"), (reply.GetProperty("from").GetProperty("role").GetString(), reply.GetProperty("from").GetProperty("name").GetString(), reply.GetProperty("channelData").GetProperty("speaker").GetString()));
        Assert.False(reply.TryGetProperty("replyToId", out _));
        Assert.False(reply.TryGetProperty("serviceUrl", out _));
    }

    [Fact]
    public async Task The_echo_keeps_the_channel_data_and_the_tokens_user_whoever_the_message_says_it_is_from()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);

        await chat.SayAsync("Hello", "client-1");

        var echo = (await chat.ReadAsync("1")).Activities[0];
        Assert.Equal("client-1", echo.GetProperty("channelData").GetProperty("clientActivityID").GetString());
        Assert.Equal("[1]", echo.GetProperty("channelData").GetProperty("extra").GetRawText());
        Assert.Equal((chat.User, "Kim", "user"), (echo.GetProperty("from").GetProperty("id").GetString(), echo.GetProperty("from").GetProperty("name").GetString(), echo.GetProperty("from").GetProperty("role").GetString()));
        Assert.Equal(chat.User, host.Conversations.Inbound.Single().Customer.Id);
    }

    [Fact]
    public async Task The_same_message_five_times_at_once_is_one_turn_with_one_id()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);

        var ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => chat.SayAsync("Hello", "client-1")));
        await host.FinishRepliesAsync();

        Assert.Single(ids.Distinct());
        Assert.Equal([Speaker.Bot, Speaker.Customer, Speaker.Bot], host.Conversations.Turns(chat.Id).Select(turn => turn.Said.Speaker));
    }

    [Fact]
    public async Task A_message_id_is_the_clients_own_or_the_activitys()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);

        using var own = await chat.PostAsync("""{"type":"message","id":"a","text":"1","channelData":{"clientActivityID":"c"}}""");
        using var activity = await chat.PostAsync("""{"type":"message","id":"a","text":"2"}""");
        using var none = await chat.PostAsync("""{"type":"message","text":"3"}""");

        Assert.Equal(["c", "a"], host.Conversations.Inbound.Take(2).Select(message => message.MessageId));
        Assert.NotEmpty(host.Conversations.Inbound[2].MessageId);
    }

    [Fact]
    public async Task Reading_goes_on_after_the_watermark_page_by_page()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        host.Conversations.Say(chat.Id, Enumerable.Range(2, Limits.TurnsPerPage).Select(number => new Utterance { Speaker = Speaker.Agent, Name = "Alice", Text = $"{number}" }));

        var first = await chat.ReadAsync();
        var second = await chat.ReadAsync(first.Watermark);
        var third = await chat.ReadAsync(second.Watermark);
        var unknown = await chat.ReadAsync("not-ours");

        Assert.Equal((Limits.TurnsPerPage, "100"), (first.Activities.Length, first.Watermark));
        Assert.Equal((1, "101"), (second.Activities.Length, second.Watermark));
        Assert.Equal((0, "101"), (third.Activities.Length, third.Watermark));
        Assert.Equal("100", unknown.Watermark);
        Assert.Equal(Limits.TurnsPerPage + 1, first.Activities.Concat(second.Activities).Select(activity => activity.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_person_is_named_and_a_notice_carries_the_handoff()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        host.Conversations.Say(
            chat.Id,
            new Utterance { Speaker = Speaker.System, Text = "wait", Suggestions = ["Leave"], Handoff = new HandoffNotice(new HandoffId("h1"), HandoffState.Waiting, 2, new WaitEstimate(60, 120, 7)) },
            new Utterance { Speaker = Speaker.System, Text = "joined", Handoff = new HandoffNotice(new HandoffId("h1"), HandoffState.Held, Agent: "Alice") },
            new Utterance { Speaker = Speaker.Agent, Name = "Alice", Text = "Hi *there*" });

        var (activities, _) = await chat.ReadAsync("1");

        Assert.Equal(
            """{"speaker":"system","handoff":{"id":"h1","state":"waiting","position":2,"waitSeconds":{"low":60,"high":120,"count":7}}}""",
            activities[0].GetProperty("channelData").GetRawText());
        Assert.Equal("""{"actions":[{"type":"imBack","title":"Leave","value":"Leave"}]}""", activities[0].GetProperty("suggestedActions").GetRawText());
        Assert.Equal("""{"speaker":"system","handoff":{"id":"h1","state":"held","agent":"Alice"}}""", activities[1].GetProperty("channelData").GetRawText());
        Assert.Equal("""{"speaker":"agent"}""", activities[2].GetProperty("channelData").GetRawText());
        Assert.Equal(("Alice", "bot", "plain"), (activities[2].GetProperty("from").GetProperty("name").GetString(), activities[2].GetProperty("from").GetProperty("role").GetString(), activities[2].GetProperty("textFormat").GetString()));
    }

    [Theory]
    [InlineData("""{"type":"message"}""", "text")]
    [InlineData("""{"type":"message","text":"  "}""", "text")]
    [InlineData("""{"type":"message","text":null,"value":null}""", "text")]
    [InlineData("""{"type":"message","text":5}""", "text")]
    [InlineData("""{"type":"message","text":["a"]}""", "text")]
    [InlineData("""{"type":"message","text":"a","from":[]}""", "from")]
    [InlineData("""{"type":"message","text":"a","from":{"id":7}}""", "from.id")]
    [InlineData("""{"type":"message","text":"a","from":{"name":{}}}""", "from.name")]
    [InlineData("""{"type":"message","text":"a","channelData":"x"}""", "channelData")]
    [InlineData("""{"type":"message","text":"a","channelData":{"clientActivityID":1}}""", "channelData.clientActivityID")]
    [InlineData("""{"type":"message","text":"a","locale":1}""", "locale")]
    [InlineData("""{"type":"message","text":"a","entities":{}}""", "entities")]
    [InlineData("""{"type":"message","text":"a","entities":[1]}""", "entities[0]")]
    [InlineData("""{"type":9,"text":"a"}""", "type")]
    [InlineData("""{"text":"a"}""", "type")]
    [InlineData("""{"type":"","text":"a"}""", "type")]
    [InlineData("[]", "activity")]
    [InlineData("\"message\"", "activity")]
    [InlineData("", "activity")]
    [InlineData("{", "body")]
    [InlineData("""{"type":"message","text":"a"} x""", "body")]
    [InlineData("""{"type":"message","text":"\ud800"}""", "body")]
    [InlineData("""{"type":"message","text":"a","\udfff":1}""", "body")]
    public async Task A_malformed_activity_is_400_names_the_field_and_is_not_recorded(string body, string field)
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);

        using var response = await chat.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = (await response.ReadJsonAsync()).GetProperty("error");
        Assert.Equal("BadArgument", error.GetProperty("code").GetString());
        Assert.Contains($"{field} ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Conversations.Inbound);
    }

    [Fact]
    public async Task What_is_nested_too_deep_to_be_given_back_is_400_and_not_recorded()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", Limits.JsonDepth)) + "1" + new string('}', Limits.JsonDepth);

        using var channelData = await chat.PostAsync($$"""{"type":"message","text":"Hi","channelData":{{deep}}}""");
        using var value = await chat.PostAsync($$"""{"type":"message","text":"Hi","value":{{deep}}}""");

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [channelData.StatusCode, value.StatusCode]);
        Assert.Empty(host.Conversations.Inbound);
    }

    [Theory]
    [InlineData("channelData")]
    [InlineData("value")]
    public async Task More_data_than_a_transcript_can_carry_is_400_and_not_recorded(string field)
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);

        var data = $$"""{"a":"{{new string('a', Limits.MessageDataBytes)}}"}""";

        using var response = await chat.PostAsync($$"""{"type":"message","text":"Hi","{{field}}":{{data}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(field, await response.ReadTextAsync(), StringComparison.Ordinal);
        Assert.Empty(host.Conversations.Inbound);
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854774900")]
    [InlineData("99999999999999999999")]
    public async Task A_watermark_that_no_transcript_reaches_replays_everything(string watermark)
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);

        var (activities, last) = await chat.ReadAsync(watermark);

        Assert.Equal((1, "1"), (activities.Length, last));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_400()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{chat.Path}/activities", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", chat.Token);
        request.Content = new ByteArrayContent([.. "{\"type\":\"message\",\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]);

        using var response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_longest_message_is_taken_a_longer_one_is_400_and_a_huge_body_413()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);

        await chat.SayAsync(new string('a', Limits.MessageCharacters));
        using var longer = await chat.PostAsync($$"""{"type":"message","text":"{{new string('a', Limits.MessageCharacters + 1)}}"}""");
        using var huge = await chat.PostAsync($$"""{"type":"message","text":"{{new string('a', 1024 * 1024)}}"}""");
        using var chunked = new HttpRequestMessage(HttpMethod.Post, new Uri($"{chat.Path}/activities", UriKind.Relative));
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Headers.Authorization = new("Bearer", chat.Token);
        chunked.Content = new StringContent(new string(' ', Limits.RequestBytes + 1), Encoding.UTF8, "application/json");
        using var hugeOfUnknownLength = await host.Http.SendAsync(chunked, TestContext.Current.CancellationToken);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge], [longer.StatusCode, huge.StatusCode, hugeOfUnknownLength.StatusCode]);
        Assert.Contains("text", await longer.ReadTextAsync(), StringComparison.Ordinal);
        Assert.Single(host.Conversations.Inbound);
    }

    [Theory]
    [InlineData("""{"type":"typing"}""")]
    [InlineData("""{"type":"event","name":"handoff.status","value":{"state":"completed"}}""")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[{"id":"x"}]}""")]
    [InlineData("""{"type":"something-new"}""")]
    public async Task Other_types_are_taken_with_an_id_and_ignored(string body)
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);

        using var response = await chat.PostAsync(body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith($"{chat.Id}|", (await response.ReadJsonAsync()).GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Single(host.Conversations.Turns(chat.Id));
    }

    [Theory]
    [InlineData("""{"text":"Talk to a person"}""", "Talk to a person")]
    [InlineData("""{"title":"Yes","n":1}""", "Yes")]
    [InlineData("""{ "plan": "é", "text": 3 }""", """{"plan":"é","text":3}""")]
    [InlineData("\"just words\"", "just words")]
    public async Task A_submitted_card_is_a_message_with_its_values(string value, string text)
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);

        using var response = await chat.PostAsync($$"""{"type":"message","channelData":{"postBack":true},"value":{{value}}}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var message = host.Conversations.Inbound.Single();
        Assert.Equal(text, message.Text);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(value), message.Value!.Value));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(value), (await chat.ReadAsync("1")).Activities[0].GetProperty("value")));
    }

    [Fact]
    public async Task When_the_store_fails_in_a_way_nobody_knows_the_client_is_asked_to_try_again()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        host.Conversations.IsBroken = true;

        using var response = await host.SendAsync(HttpMethod.Get, $"{chat.Path}/activities", token: chat.Token, origin: "https://shop.example");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("ServiceError", (await response.ReadJsonAsync()).GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("https://shop.example", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task A_reply_that_fails_leaves_the_message_unanswered_for_the_pending_loop()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        host.Conversations.IsBroken = true;

        await chat.SayAsync("How do I pay?");
        await host.FinishRepliesAsync();

        Assert.Equal([Speaker.Bot, Speaker.Customer], host.Conversations.Turns(chat.Id).Select(turn => turn.Said.Speaker));
        Assert.Equal(0, host.Conversations[chat.Id].AnsweredSeq);
    }

    [Fact]
    public async Task Stopping_waits_for_replies_in_progress()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chats = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Chat.StartAsync(host)));

        await Task.WhenAll(chats.Select(chat => chat.SayAsync("How do I pay?")));
        await host.StopAsync();

        Assert.All(chats, chat => Assert.Equal(ChannelsHost.Answer, host.Conversations.Turns(chat.Id)[^1].Said.Text));
    }

    [Fact]
    public async Task Files_are_refused_plainly()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);

        using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/upload?userId=x", "{}", chat.Token);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("NotSupported", (await response.ReadJsonAsync()).GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("dl_somebody")]
    [InlineData("handoffbot")]
    public async Task A_client_that_names_itself_cannot_take_a_reserved_name(string user)
    {
        const string secret = "a secret of at least 32 characters";
        await using var host = await ChannelsHost.StartAsync(configuration: ("DirectLine:Secret", secret));
        var started = await host.ReadAsync(HttpMethod.Post, "/v3/directline/conversations", "{}", secret);
        var path = $"/v3/directline/conversations/{started.GetProperty("conversationId").GetString()}/activities";

        using var reserved = await host.SendAsync(HttpMethod.Post, path, $$$"""{"type":"message","text":"a","from":{"id":"{{{user}}}"}}""", secret);
        using var own = await host.SendAsync(HttpMethod.Post, path, """{"type":"message","text":"a","from":{"id":"kim"}}""", secret);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (reserved.StatusCode, own.StatusCode));
        Assert.Equal("kim", host.Conversations.Inbound.Single().Customer.Id);
    }
}
