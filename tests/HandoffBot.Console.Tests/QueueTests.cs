using HandoffBot.Console.Queue;
using Microsoft.Extensions.Time.Testing;
using static HandoffBot.Console.Tests.Samples;

namespace HandoffBot.Console.Tests;

public sealed class QueueTests
{
    [Theory]
    [InlineData(0, "under a minute")]
    [InlineData(59, "under a minute")]
    [InlineData(60, "1 minute")]
    [InlineData(150, "2 minutes")]
    [InlineData(3_600, "1 hour")]
    [InlineData(3_900, "1 hour 5 minutes")]
    [InlineData(7_260, "2 hours 1 minute")]
    [InlineData(86_400, "1 day")]
    [InlineData(180_000, "2 days 2 hours")]
    public void Waited_is_said_in_words(int seconds, string words) => Assert.Equal(words, WaitedWords.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("normal", 0, "fresh")]
    [InlineData("normal", 6 * 60, "soon")]
    [InlineData("normal", 10 * 60, "late")]
    [InlineData("crisis", 20, "fresh")]
    [InlineData("crisis", 60, "late")]
    public void The_edge_turns_sooner_for_what_is_more_urgent(string priority, int seconds, string tone) =>
        Assert.Equal(tone, WaitEdge.Of(priority, TimeSpan.FromSeconds(seconds)).Tone);

    [Fact]
    public async Task A_wait_goes_on_counting_between_readings()
    {
        using var server = new FakeServer { Handoff = Handoff("waiting", null) };
        var time = new FakeTimeProvider(Now);
        var lists = new Worklists(server.Api(), time);
        await lists.RefreshAsync("alice", TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(90), lists.Waited(Assert.Single(lists.Waiting)));
    }

    [Fact]
    public async Task Only_what_I_hold_is_mine()
    {
        using var server = new FakeServer { Handoff = Handoff("held", "bob") };
        var lists = new Worklists(server.Api(), TimeProvider.System);
        await lists.RefreshAsync("alice", TestContext.Current.CancellationToken);
        Assert.True(lists.IsLoaded);
        Assert.Empty(lists.Held);
    }

    [Fact]
    public void New_words_are_unread_until_the_conversation_is_in_view()
    {
        var unread = new Unread();
        unread.Update([Handoff("held", "alice", "h1", "hello"), Handoff("held", "alice", "h2", "hi")], "h1");
        Assert.Equal(0, unread.Count);
        unread.Update([Handoff("held", "alice", "h1", "and?"), Handoff("held", "alice", "h2", "hi?")], "h1");
        Assert.True(unread.Contains("h2"));
        Assert.False(unread.Contains("h1"));
        unread.Update([Handoff("held", "alice", "h1", "and?"), Handoff("held", "alice", "h2", "hi?")], "h2");
        Assert.Equal(0, unread.Count);
    }

    [Fact]
    public void A_hidden_page_has_nothing_in_view_and_what_is_gone_is_not_unread()
    {
        var unread = new Unread();
        unread.Update([Handoff("held", "alice", "h1", "hello")], null);
        unread.Update([Handoff("held", "alice", "h1", "hello?")], null);
        Assert.Equal(1, unread.Count);
        unread.Update([], null);
        Assert.Equal(0, unread.Count);
    }
}
