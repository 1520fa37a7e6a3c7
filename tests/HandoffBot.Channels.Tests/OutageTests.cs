using System.Net;

namespace HandoffBot.Channels.Tests;

/// <summary>What customers' clients get while the store is away.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task A_message_is_kept_the_customer_is_told_once_and_nothing_is_read_from_the_store()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        host.Spool.IsAway = true;

        await chat.SayAsync("Can I talk to a person?");
        await chat.SayAsync("Hello?");

        Assert.Equal(["Can I talk to a person?", "Hello?"], host.Spool.Kept.Select(message => message.Text));
        Assert.All(host.Spool.Kept, message => Assert.Equal(host.Time.GetUtcNow(), message.SaidAt));
        var told = Assert.Single((await chat.ReadAsync("1")).Activities);
        Assert.Equal(("away.kept", "system"), (told.GetProperty("text").GetString(), told.GetProperty("channelData").GetProperty("speaker").GetString()));
    }

    [Fact]
    public async Task A_message_whose_recording_fails_is_kept_too_since_nobody_knows_whether_it_was_recorded()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        host.Conversations.Fails = new TimeoutException();

        await chat.SayAsync("How do I pay?");

        Assert.Equal("How do I pay?", Assert.Single(host.Spool.Kept).Text);
    }

    [Fact]
    public async Task When_the_disk_does_not_take_it_either_the_client_is_asked_to_try_again()
    {
        await using var host = await ChannelsHost.StartAsync();
        var chat = await Chat.StartAsync(host);
        (host.Spool.IsAway, host.Spool.IsFull) = (true, true);

        using var response = await chat.PostAsync("""{"type":"message","from":{"id":"me"},"text":"How do I pay?"}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task A_conversation_can_be_begun_and_later_words_do_not_overtake_those_that_are_kept()
    {
        await using var host = await ChannelsHost.StartAsync();
        host.Spool.IsAway = true;
        var chat = await Chat.StartAsync(host);
        await chat.SayAsync("first");
        host.Spool.IsAway = false;

        await chat.SayAsync("second");

        Assert.Equal(["first", "second"], host.Spool.Kept.Select(message => message.Text));
    }
}
