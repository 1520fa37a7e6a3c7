using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;
using Moq;
using static HandoffBot.Core.Tests.Conversations.TurnFlow;
using static HandoffBot.Core.Tests.Corvelle;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Conversations;

/// <summary>Whatever fails on the way to a reply, the customer gets a person rather than silence.</summary>
public sealed class FailTowardPersonTests
{
    private readonly TurnFlow _flow = new();

    [Fact]
    public async Task A_throwing_reader_counts_as_unknown_and_leads_to_a_person()
    {
        _flow.Finds(Found(PayBill));
        _flow.Reads(SignalKind.HumanRequest, (_, _) => throw new InvalidOperationException("model missing"));

        await _flow.ReplyAsync(Snapshot(Talk, Asked(1, "how do I pay")));

        AssertHandedOffForFailure(SignalKind.HumanRequest, skill: "billing");
    }

    [Fact]
    public async Task A_hanging_reader_counts_as_unknown_at_the_deadline_and_leads_to_a_person()
    {
        _flow.Finds(Found(PayBill));
        _flow.Reads(SignalKind.Stakes, (_, _) => new(new TaskCompletionSource<Signal>().Task));

        var replying = _flow.ReplyAsync(Snapshot(Talk, Asked(1, "how do I pay")));
        _flow.Time.Advance(SignalPanel.Deadline - TimeSpan.FromMilliseconds(1));
        Assert.False(replying.IsCompleted);
        _flow.Time.Advance(TimeSpan.FromMilliseconds(1));
        await replying;

        AssertHandedOffForFailure(SignalKind.Stakes, skill: "billing");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_search_that_throws_or_hangs_leads_to_a_person(bool hangs)
    {
        _flow.Answers.Setup(it => it.FindAsync(It.IsAny<TurnContext>(), It.IsAny<CancellationToken>()))
            .Returns(() => hangs ? new(new TaskCompletionSource<IReadOnlyList<FoundAnswer>>().Task) : throw new InvalidOperationException("no index"));

        var replying = _flow.ReplyAsync(Snapshot(Talk, Asked(1, "how do I pay")));
        _flow.Time.Advance(SignalPanel.Deadline);
        await replying;

        AssertHandedOffForFailure(SignalKind.AnswerConfidence, skill: "general");
    }

    [Fact]
    public async Task A_late_reader_of_a_lesser_signal_holds_no_answer_back()
    {
        _flow.Finds(Found(PayBill));
        _flow.Reads(SignalKind.Sentiment, (_, _) => new(new TaskCompletionSource<Signal>().Task));

        var replying = _flow.ReplyAsync(Snapshot(Talk, Asked(1, "how do I pay")));
        _flow.Time.Advance(SignalPanel.Deadline);
        await replying;

        Assert.Equal("answer of pay-bill", Assert.Single(Assert.Single(_flow.Commits).Replies).Text);
    }

    [Fact]
    public async Task All_readers_share_one_deadline()
    {
        foreach (var kind in _flow.Readers.Keys)
        {
            _flow.Reads(kind, (_, _) => new(new TaskCompletionSource<Signal>().Task));
        }

        var replying = _flow.ReplyAsync(Snapshot(Talk, Asked(1, "how do I pay")));
        _flow.Time.Advance(SignalPanel.Deadline);
        await replying;

        Assert.Equal(_flow.Readers.Count, Assert.Single(Assert.Single(_flow.Commits).Decisions).Signals.Count(signal => signal.IsUnknown));
    }

    [Fact]
    public async Task A_cancelled_reading_says_so_and_commits_nothing()
    {
        using var stopping = new CancellationTokenSource();
        _flow.Reads(SignalKind.Stakes, (_, _) => new(new TaskCompletionSource<Signal>().Task));

        var replying = _flow.Handler.ReplyAsync(Snapshot(Talk, Asked(1, "how do I pay")), stopping.Token);
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => replying);
        Assert.Empty(_flow.Commits);
    }

    [Theory]
    [InlineData("\uFFFE")]
    [InlineData("\uFFFF")]
    [InlineData("\0")]
    [InlineData("\u200B")]
    [InlineData("e\u0301\u0301\u0301")]
    public async Task Odd_characters_are_read_like_any_other(string odd)
    {
        _flow.Finds(Found(PayBill));

        await _flow.ReplyAsync(Snapshot(Talk, Asked(1, $"how do I pay {odd}")));

        Assert.Equal("answer of pay-bill", Assert.Single(Assert.Single(_flow.Commits).Replies).Text);
    }

    [Fact]
    public async Task A_request_for_a_person_before_the_latest_turns_is_not_overlooked()
    {
        IReadOnlyList<Turn> all = [Asked(1, "a person"), .. Enumerable.Range(2, Limits.RecentTurns).Select(seq => Asked(seq, "hm"))];
        _flow.Conversations.Setup(it => it.ReadTurnsAsync(Id, 0)).ReturnsAsync(all);
        _flow.Reads(SignalKind.HumanRequest, (turn, _) => new(Read(SignalKind.HumanRequest, turn.Text == "a person" ? 1 : 0)));
        _flow.Finds(Found(PayBill));

        await _flow.ReplyAsync(Snapshot(Talk, [.. all.TakeLast(Limits.RecentTurns)]));

        Assert.Equal(ReasonCode.HumanRequest, Assert.Single(Assert.Single(_flow.Commits).Handoff!.Reasons).Code);
    }

    [Fact]
    public async Task However_much_is_unanswered_all_of_it_is_dealt_with()
    {
        var all = Enumerable.Range(1, Limits.TurnsPerPage + 1).Select(seq => Asked(seq, seq <= Limits.TurnsPerPage ? "hm" : "a person")).ToList();
        _flow.Conversations.Setup(it => it.ReadTurnsAsync(Id, It.IsAny<long>())).ReturnsAsync((ConversationId _, long after) => [.. all.Skip((int)after).Take(Limits.TurnsPerPage)]);
        _flow.Reads(SignalKind.HumanRequest, (turn, _) => new(Read(SignalKind.HumanRequest, turn.Text == "a person" ? 1 : 0)));
        _flow.Finds(Found(PayBill));

        await _flow.ReplyAsync(Snapshot(Talk, [.. all.TakeLast(Limits.RecentTurns)]));

        var commit = Assert.Single(_flow.Commits);
        Assert.Equal(all.Count, commit.AnsweredSeq);
        Assert.Equal(ReasonCode.HumanRequest, Assert.Single(commit.Handoff!.Reasons).Code);
    }

    [Fact]
    public async Task An_overdue_reply_becomes_a_handoff()
    {
        _flow.Load(Snapshot(Talk with { Version = 3, Memory = new() { Topic = "pay-bill" } }, Asked(1, "one"), Asked(2, "two")));

        await _flow.Handler.HandOffOverdueAsync(Id);

        var commit = Assert.Single(_flow.Commits);
        Assert.Equal((3, 2, "general", "pay-bill"), (commit.ExpectedVersion, commit.AnsweredSeq, commit.Handoff!.Skill, commit.Handoff.Topic));
        Assert.Equal(ReasonCode.Failure, Assert.Single(commit.Handoff.Reasons).Code);
        Assert.Equal(Noon.AddSeconds(1), commit.Handoff.EnqueuedAt);
        Assert.Equal(Said(["handoff.failure", "handoff.passed_on"], ["queue.next", "queue.wait.unknown"]), Assert.Single(commit.Replies).Text);
        Assert.Equal((2, DecisionKind.HandOff), (Assert.Single(commit.Decisions).Seq, commit.Decisions[0].Decision.Kind));
        _flow.VerifyDelivered(Times.Once(), queueChanged: true);
    }

    [Fact]
    public async Task An_overdue_reply_that_somebody_gave_meanwhile_is_left_alone()
    {
        var asked = Snapshot(Talk, Asked(1, "one"));
        _flow.Answer(new Committed(CommitOutcome.Conflict));
        _flow.Load(asked, asked with { Conversation = asked.Conversation with { Version = 2, AnsweredSeq = 1 } });

        await _flow.Handler.HandOffOverdueAsync(Id);

        Assert.Single(_flow.Commits);
        _flow.Nudges.VerifyNoOtherCalls();
    }

    [Theory]
    [InlineData(Owner.Queue)]
    [InlineData(Owner.Agent)]
    public async Task What_a_person_owns_is_never_overdue(Owner owner)
    {
        _flow.Load(Snapshot(Talk with { Owner = owner, Handoff = new("h1") }, Asked(1, "one")));

        await _flow.Handler.HandOffOverdueAsync(Id);

        Assert.Empty(_flow.Commits);
    }

    private void AssertHandedOffForFailure(SignalKind unknown, string skill)
    {
        var commit = Assert.Single(_flow.Commits);
        Assert.Equal(skill, commit.Handoff!.Skill);
        Assert.Equal(ReasonCode.Failure, Assert.Single(commit.Handoff.Reasons).Code);
        Assert.Equal(unknown, Assert.Single(Assert.Single(commit.Decisions).Signals, signal => signal.IsUnknown).Kind);
    }
}
