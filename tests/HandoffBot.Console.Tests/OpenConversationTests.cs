using System.Net;
using HandoffBot.Console.Conversations;
using HandoffBot.Contracts.Agents;
using static HandoffBot.Console.Tests.Samples;

namespace HandoffBot.Console.Tests;

public sealed class OpenConversationTests : IDisposable
{
    private readonly FakeServer _server = new();
    private readonly BrowserStorage _storage = new();
    private readonly OpenConversation _conversation;

    public OpenConversationTests()
    {
        _server.Turns.Add(Turn(1, "customer", "hello", decision: "hand_off"));
        _conversation = Open();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_reply_is_shown_at_once_and_stands_once_when_it_has_arrived()
    {
        await _conversation.RefreshAsync(Cancel);
        await _conversation.SetDraftAsync("I can help.");
        var shown = new List<string>();
        _server.BeforeReply = () =>
        {
            shown.AddRange(_conversation.Outgoing.Select(reply => $"{reply.State} {reply.Text}"));
            return Task.CompletedTask;
        };
        await _conversation.SendDraftAsync(() => { }, Cancel);
        Assert.Equal(["Sending I can help."], shown);
        Assert.Empty(_conversation.Outgoing);
        Assert.Equal("", _conversation.Draft);
        Assert.Equal(["hello", "I can help."], _conversation.Turns.Select(turn => turn.Text));
    }

    [Fact]
    public async Task Words_that_the_channel_refused_later_are_marked_where_they_stand()
    {
        _server.Turns.Add(Turn(2, "agent", "I can help.", name: "Alice"));
        await _conversation.RefreshAsync(Cancel);
        Assert.Empty(_conversation.Undelivered);
        _server.Undelivered = [new UndeliveredView(2, Now, "blocked", "the customer has blocked the bot", null)];
        await _conversation.RefreshAsync(Cancel);
        Assert.Equal("blocked", _conversation.Undelivered[2].Code);
        Assert.Equal(2, _conversation.Turns.Count);
    }

    [Fact]
    public async Task The_turns_are_checked_against_a_receipt_once()
    {
        _server.Handoff = _server.Handoff with { Receipt = null };
        await _conversation.RefreshAsync(Cancel);
        Assert.Null(_conversation.IsComplete);
        _server.Handoff = _server.Handoff with { Receipt = new ReceiptView(1, "digest") };
        _server.Requests.Clear();
        await _conversation.RefreshAsync(Cancel);
        await _conversation.RefreshAsync(Cancel);
        Assert.True(_conversation.IsComplete);
        Assert.Equal(["?after=0", "?after=1"], _server.Requests.Where(request => request.RequestUri!.AbsolutePath.EndsWith("transcript", StringComparison.Ordinal)).Select(request => request.RequestUri!.Query));
    }

    [Fact]
    public async Task A_nudge_that_overtakes_the_answer_does_not_show_the_reply_twice()
    {
        await _conversation.RefreshAsync(Cancel);
        await _conversation.SetDraftAsync("I can help.");
        _server.BeforeReply = () => _conversation.RefreshAsync(Cancel);
        await _conversation.SendDraftAsync(() => { }, Cancel);
        Assert.Empty(_conversation.Outgoing);
        Assert.Equal(2, _conversation.Turns.Count);
    }

    [Fact]
    public async Task A_reply_that_was_not_sent_is_tried_again_under_the_same_id()
    {
        await _conversation.RefreshAsync(Cancel);
        await _conversation.SetDraftAsync("I can help.");
        _server.Refuse = () => throw new HttpRequestException("no network");
        await _conversation.SendDraftAsync(() => { }, Cancel);
        var reply = Assert.Single(_conversation.Outgoing);
        Assert.Equal(OutgoingState.NotSent, reply.State);
        Assert.True(reply.Problem?.IsUnreachable);

        _server.Refuse = null;
        await _conversation.SendAsync(reply, () => { }, Cancel);
        Assert.Empty(_conversation.Outgoing);
        Assert.Equal(2, _server.Said.Count);
        Assert.Single(_server.Said.Select(said => said.ClientId).Distinct());
    }

    [Fact]
    public async Task A_lost_lease_is_said_and_the_draft_is_kept_over_a_reload()
    {
        await _conversation.RefreshAsync(Cancel);
        await _conversation.SetDraftAsync("half a sen");
        _server.Handoff = Handoff("held", "bob");
        await _conversation.RefreshAsync(Cancel);
        Assert.True(_conversation.IsLeaseLost);
        Assert.Equal("This conversation is with Bob now.", _conversation.WhereItIs);
        Assert.Equal("half a sen", _conversation.Draft);

        var reloaded = Open();
        await reloaded.RefreshAsync(Cancel);
        Assert.Equal("half a sen", reloaded.Draft);
    }

    [Fact]
    public async Task An_ending_refused_over_unseen_words_shows_them_and_keeps_the_note()
    {
        await _conversation.RefreshAsync(Cancel);
        var seen = _conversation.SeenSeq;
        _server.Refuse = () =>
        {
            _server.Turns.Add(Turn(_server.Turns.Count + 1, "customer", "One more thing"));
            return FakeServer.Problem(HttpStatusCode.Conflict, "unseen-turns");
        };
        var problem = await _conversation.LetGoAsync(lease => _server.Api().ResolveAsync("h1", lease, new("solved", "explained", seen), Cancel), Cancel, "explained");

        Assert.Contains("your note is kept", problem!.InWords, StringComparison.Ordinal);
        Assert.Equal((Standing.Mine, "explained"), (_conversation.Standing, _conversation.KeptNote));
        Assert.Equal("One more thing", _conversation.Turns[^1].Text);
        Assert.Equal(seen + 1, _conversation.SeenSeq);
    }

    [Fact]
    public async Task Nothing_is_sent_without_the_lease()
    {
        _server.Handoff = Handoff("waiting", null);
        await _conversation.RefreshAsync(Cancel);
        await _conversation.SetDraftAsync("I can help.");
        await _conversation.SendDraftAsync(() => { }, Cancel);
        Assert.Empty(_server.Said);
        Assert.Equal("I can help.", _conversation.Draft);
    }

    [Fact]
    public async Task A_reply_refused_for_the_lease_can_go_back_to_the_draft()
    {
        await _conversation.RefreshAsync(Cancel);
        await _conversation.SetDraftAsync("I can help.");
        _server.Refuse = () =>
        {
            _server.Handoff = Handoff("waiting", null);
            return FakeServer.Problem(HttpStatusCode.Conflict, "lease-lost");
        };
        await _conversation.SendDraftAsync(() => { }, Cancel);
        Assert.True(_conversation.IsLeaseLost);
        Assert.Equal("This conversation went back to the queue.", _conversation.WhereItIs);
        await _conversation.TakeBackAsync(Assert.Single(_conversation.Outgoing));
        Assert.Equal("I can help.", _conversation.Draft);
        Assert.Empty(_conversation.Outgoing);
    }

    [Fact]
    public async Task Letting_go_on_purpose_is_no_loss()
    {
        await _conversation.RefreshAsync(Cancel);
        var problem = await _conversation.LetGoAsync(lease => _server.Api().ResolveAsync("h1", lease, new("solved", null), Cancel), Cancel);
        Assert.Null(problem);
        Assert.Equal(Standing.Closed, _conversation.Standing);
        Assert.False(_conversation.IsLeaseLost);
    }

    [Fact]
    public async Task Only_what_is_new_is_asked_for_and_told()
    {
        await _conversation.RefreshAsync(Cancel);
        Assert.Empty(_conversation.JustSaid);
        _server.Turns.Add(Turn(2, "customer", "are you there?"));
        await _conversation.RefreshAsync(Cancel);
        Assert.Equal(["are you there?"], _conversation.JustSaid.Select(turn => turn.Text));
        Assert.Equal("?after=1", _server.Requests.Last(request => request.RequestUri!.AbsolutePath.EndsWith("transcript", StringComparison.Ordinal)).RequestUri!.Query);
    }

    [Fact]
    public async Task Every_request_carries_the_header_and_a_holders_action_the_lease()
    {
        await _conversation.RefreshAsync(Cancel);
        await _conversation.SetDraftAsync("I can help.");
        await _conversation.SendDraftAsync(() => { }, Cancel);
        Assert.All(_server.Requests, request => Assert.Equal("HandoffBot", Assert.Single(request.Headers.GetValues("X-Requested-With"))));
        var said = _server.Requests.Single(request => request.Method == HttpMethod.Post);
        Assert.Equal("token", Assert.Single(said.Headers.GetValues("Lease-Token")));
    }

    private OpenConversation Open() => new(_server.Api(), new Drafts(_storage), TimeProvider.System, "h1", "alice");
}
