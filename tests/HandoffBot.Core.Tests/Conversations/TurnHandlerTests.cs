using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;
using Moq;
using static HandoffBot.Core.Tests.Conversations.TurnFlow;
using static HandoffBot.Core.Tests.Corvelle;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Conversations;

public sealed class TurnHandlerTests
{
    private static readonly InboundMessage Hello = new() { Conversation = Id, MessageId = "m1", Address = Web with { Locale = "fr-CA" }, Customer = Zoe, Text = "hello" };

    private readonly TurnFlow _flow = new();

    [Fact]
    public async Task A_message_is_recorded_in_the_customers_language_with_a_deadline_for_the_reply()
    {
        var recorded = new Received(IsDuplicate: false, 1, Snapshot(Talk, Asked(1, "hello")));
        _flow.Conversations.Setup(it => it.ReceiveAsync(Hello, "fr", Noon + TurnHandler.ReplyWithin)).ReturnsAsync(recorded);

        Assert.Same(recorded, await _flow.Handler.ReceiveAsync(Hello));
        _flow.VerifyDelivered(Times.Once());
    }

    [Fact]
    public async Task A_duplicate_wakes_nobody()
    {
        _flow.Conversations.Setup(it => it.ReceiveAsync(Hello, "fr", It.IsAny<DateTimeOffset>())).ReturnsAsync(new Received(IsDuplicate: true, 1, Snapshot: null));

        Assert.True((await _flow.Handler.ReceiveAsync(Hello)).IsDuplicate);
        _flow.Nudges.VerifyNoOtherCalls();
        Assert.Empty(_flow.Commits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_conversation_is_greeted_when_it_opens_and_only_then(bool opens)
    {
        _flow.Conversations.Setup(it => it.StartAsync(Id, Web, Zoe, "en", It.Is<Utterance>(said => said.Text.StartsWith("greeting")))).ReturnsAsync(opens);

        await _flow.Handler.StartAsync(Id, Web, Zoe);

        _flow.VerifyDelivered(opens ? Times.Once() : Times.Never());
    }

    [Fact]
    public async Task A_known_question_is_answered()
    {
        _flow.Finds(Found(PayBill));

        await _flow.ReplyAsync(Snapshot(Talk, Asked(1, "how do I pay")));

        var commit = Assert.Single(_flow.Commits);
        Assert.Equal("answer of pay-bill", Assert.Single(commit.Replies).Text);
        Assert.Equal((1, 1, null, null), (commit.ExpectedVersion, commit.AnsweredSeq, commit.Handoff, commit.ExpectedAhead));
        _flow.VerifyDelivered(Times.Once());
        _flow.Handoffs.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_turn_that_is_answered_already_is_left_alone()
    {
        await _flow.ReplyAsync(Snapshot(Talk with { AnsweredSeq = 1 }, Asked(1, "how do I pay"), At(2, BotReplies.Bot(English, "so"))));

        Assert.Empty(_flow.Commits);
        _flow.Nudges.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task Readers_see_the_turns_before_the_one_they_read()
    {
        var seen = new List<(long Seq, int Before)>();
        _flow.Reads(SignalKind.Progress, (turn, _) =>
        {
            seen.Add((turn.Turn.Seq, turn.Before.Count));
            return new(Signal.None(SignalKind.Progress));
        });

        await _flow.ReplyAsync(Snapshot(Talk with { AnsweredSeq = 1 }, Asked(1, "one"), At(2, BotReplies.Bot(English, "so")), Asked(3, "three"), Asked(4, "four")));

        Assert.Equal([(3, 2), (4, 3)], seen);
    }

    [Fact]
    public async Task When_the_customer_typed_on_the_reply_is_computed_anew_for_everything_unanswered()
    {
        _flow.Finds(Found(PayBill));
        _flow.Answer(new Committed(CommitOutcome.Conflict));
        _flow.Load(Snapshot(Talk with { Version = 2 }, Asked(1, "how do I pay"), Asked(2, "by card")));

        await _flow.ReplyAsync(Snapshot(Talk, Asked(1, "how do I pay")));

        Assert.Equal([(1, 1, 1), (2, 2, 2)], _flow.Commits.Select(commit => (commit.ExpectedVersion, commit.AnsweredSeq, commit.Decisions.Count)));
        _flow.VerifyDelivered(Times.Once());
    }

    [Fact]
    public async Task A_conversation_that_never_stands_still_is_left_to_the_pending_loop()
    {
        _flow.Answer([.. Enumerable.Repeat(new Committed(CommitOutcome.Conflict), Limits.CommitAttempts)]);
        _flow.Load(Snapshot(Talk, Asked(1, "how do I pay")));

        await _flow.ReplyAsync(Snapshot(Talk, Asked(1, "how do I pay")));

        Assert.Equal(Limits.CommitAttempts, _flow.Commits.Count);
        _flow.Nudges.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task The_bots_words_are_dropped_when_it_is_not_the_owner_any_more()
    {
        _flow.Finds(Found(PayBill));
        _flow.Answer(new Committed(CommitOutcome.NotOwner));

        await _flow.ReplyAsync(Snapshot(Talk, Asked(1, "how do I pay")));

        Assert.Single(_flow.Commits);
        _flow.Conversations.Verify(it => it.LoadAsync(It.IsAny<ConversationId>()), Times.Never());
        _flow.Nudges.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_reply_computed_before_a_takeover_is_dropped_and_the_turn_passed_to_the_agent()
    {
        var reading = new TaskCompletionSource<Signal>();
        _flow.Reads(SignalKind.Sentiment, (_, _) => new(reading.Task));
        _flow.Finds(Found(PayBill));
        _flow.Answer(new Committed(CommitOutcome.Conflict));
        var takenOver = Talk with { Version = 5, Owner = Owner.Agent, Handoff = new("h1"), Agent = new("alice") };
        _flow.Load(Snapshot(takenOver, Asked(1, "how do I pay")));

        var replying = _flow.ReplyAsync(Snapshot(Talk, Asked(1, "how do I pay")));
        Assert.Empty(_flow.Commits);
        reading.SetResult(Signal.None(SignalKind.Sentiment));
        await replying;

        Assert.Equal(1, Assert.Single(_flow.Commits).ExpectedVersion);
        _flow.Conversations.Verify(it => it.RecordDecisionAsync(Id, It.Is<DecisionRecord>(record => record.Seq == 1 && record.Decision.Kind == DecisionKind.PassToAgent)), Times.Once());
        _flow.Nudges.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_handoff_is_committed_with_a_notice_of_the_place_it_was_counted_for()
    {
        AskForPerson(ahead: 2);
        _flow.Handoffs.Setup(it => it.ReadWaitsAsync("general")).ReturnsAsync([60, 120, 300, 600]);

        await _flow.ReplyAsync(Snapshot(Talk, Asked(1, "a person")));

        var commit = Assert.Single(_flow.Commits);
        var notice = Assert.Single(commit.Replies);
        Assert.Equal(Said(["handoff.human_request", "handoff.passed_on"], ["queue.position(3rd)", "queue.wait(2,10,4)"]), notice.Text);
        Assert.Equal(new HandoffNotice(commit.Handoff!.Id, HandoffState.Waiting, 3, new WaitEstimate(120, 600, 4)), notice.Handoff);
        Assert.Equal(2, commit.ExpectedAhead);
        _flow.VerifyDelivered(Times.Once(), queueChanged: true);
    }

    [Fact]
    public async Task A_changed_place_is_corrected_before_the_customer_hears_of_it()
    {
        AskForPerson(2, 4);
        _flow.Answer(new Committed(CommitOutcome.PlaceChanged, 4));

        await _flow.ReplyAsync(Snapshot(Talk, Asked(1, "a person")));

        Assert.Equal([2L, 4L], _flow.Commits.Select(commit => commit.ExpectedAhead));
        Assert.Single(_flow.Commits.Select(commit => commit.Handoff!.Id).Distinct());
        Assert.Contains("queue.position(5th)", Assert.Single(_flow.Commits[1].Replies).Text, StringComparison.Ordinal);
        _flow.VerifyDelivered(Times.Once(), queueChanged: true);
    }

    [Fact]
    public async Task A_place_that_keeps_changing_is_not_named()
    {
        AskForPerson(1);
        _flow.Answer([.. Enumerable.Repeat(new Committed(CommitOutcome.PlaceChanged), Limits.PositionAttempts)]);

        await _flow.ReplyAsync(Snapshot(Talk, Asked(1, "a person")));

        Assert.Equal([.. Enumerable.Repeat<long?>(1, Limits.PositionAttempts), null], _flow.Commits.Select(tried => tried.ExpectedAhead));
        var commit = _flow.Commits[^1];
        Assert.Equal(Said(["handoff.human_request", "handoff.passed_on"], ["queue.wait.unknown"]), Assert.Single(commit.Replies).Text);
        Assert.Null(commit.Replies[0].Handoff!.Position);
    }

    [Fact]
    public async Task Not_solved_after_all_is_acknowledged_as_that()
    {
        AskForPerson(0);

        await _flow.ReplyAsync(Snapshot(Talk with { Memory = new() { AskedSolved = "h0" } }, Asked(1, "Nope!")));

        Assert.StartsWith(WordingKeys.SolvedReopened, Assert.Single(_flow.Commits[0].Replies).Text, StringComparison.Ordinal);
    }

    private void AskForPerson(params long[] ahead)
    {
        var counts = 0;
        _flow.Reads(SignalKind.HumanRequest, (turn, _) => new(Read(SignalKind.HumanRequest, turn.Text == "a person" ? 1 : 0)));
        _flow.Handoffs.Setup(it => it.CountAheadAsync("general", Noon.AddSeconds(1).ToUnixTimeMilliseconds())).ReturnsAsync(() => ahead[Math.Min(counts++, ahead.Length - 1)]);
    }
}
