using HandoffBot.Console.Conversations;
using HandoffBot.Console.Live;
using HandoffBot.Console.Session;
using Microsoft.Extensions.Time.Testing;
using static HandoffBot.Console.Tests.Samples;

namespace HandoffBot.Console.Tests;

public sealed class DeskTests : IAsyncDisposable
{
    private readonly FakeServer _server = new();
    private readonly LiveFeed _feed = new(new BrowserStorage());
    private readonly Desk _desk;

    public DeskTests()
    {
        _server.Turns.Add(Turn(1, "customer", "hello", decision: "hand_off"));
        var api = _server.Api();
        _desk = new Desk(api, new Drafts(new BrowserStorage()), _feed, new AgentSession(api), new FakeTimeProvider(Now));
    }

    public async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        await _feed.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task A_nudge_brings_the_customers_new_words()
    {
        await StartAsync();
        _server.Turns.Add(Turn(2, "customer", "are you there?"));
        await _feed.OnNudgeAsync("""{"conversations":["c1"],"queue":false}""");
        Assert.Equal(["hello", "are you there?"], _desk.Open!.Turns.Select(turn => turn.Text));
    }

    [Fact]
    public async Task A_nudge_about_another_conversation_leaves_the_open_one_alone()
    {
        await StartAsync();
        var before = Transcripts();
        await _feed.OnNudgeAsync("""{"conversations":["c2"],"queue":false}""");
        Assert.Equal(before, Transcripts());
    }

    [Fact]
    public async Task Reconnecting_reads_what_was_missed()
    {
        await StartAsync();
        _server.Turns.Add(Turn(2, "customer", "are you there?"));
        await _feed.OnConnectionAsync("Live");
        Assert.Equal(2, _desk.Open!.Turns.Count);
    }

    [Fact]
    public async Task A_beat_renews_what_is_held_and_a_refusal_shows_the_loss()
    {
        await StartAsync();
        await _feed.OnBeatAsync("renew");
        Assert.Contains(_server.Requests, request => request.RequestUri!.AbsolutePath.EndsWith("h1/renew", StringComparison.Ordinal));
        Assert.False(_desk.Open!.IsLeaseLost);

        _server.Handoff = Handoff("held", "bob");
        await _feed.OnBeatAsync("renew");
        Assert.True(_desk.Open.IsLeaseLost);
        Assert.Empty(_desk.Worklists.Held);
    }

    private async Task StartAsync()
    {
        await _desk.Session.LoadAsync(TestContext.Current.CancellationToken);
        await _desk.ShowAsync("h1");
        await _desk.RefreshAsync();
    }

    private int Transcripts() => _server.Requests.Count(request => request.RequestUri!.AbsolutePath.EndsWith("transcript", StringComparison.Ordinal));
}
