using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;
using Moq;
using static HandoffBot.Core.Tests.Conversations.TurnFlow;
using static HandoffBot.Core.Tests.Corvelle;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Conversations;

/// <summary>Leaving the line takes two turns of the customer: the wish, and its confirmation.</summary>
public sealed class WithdrawalTests
{
    private static readonly HandoffId Handoff = new("h1");
    private static readonly Conversation Waiting = Talk with { Version = 4, Owner = Owner.Queue, Handoff = Handoff };
    private static readonly Turn Question = At(1, HandoffNotices.AskToConfirmWithdrawal(English));

    private readonly TurnFlow _flow = new();
    private readonly List<Utterance> _notices = [];

    public WithdrawalTests()
    {
        _flow.Conversations.Setup(it => it.AppendNoticeAsync(Id, 4, It.IsAny<Utterance>())).ReturnsAsync((ConversationId _, long _, Utterance notice) =>
        {
            _notices.Add(notice);
            return true;
        });
        _flow.Handoffs.Setup(it => it.FindAsync(Handoff)).ReturnsAsync(new Core.Handoffs.Handoff(Opened() with { Id = Handoff }, HandoffState.Waiting, "general"));
        _flow.Handoffs.Setup(it => it.WithdrawAsync(It.Is<Core.Handoffs.Handoff>(handoff => handoff.Id == Handoff), Waiting.Version, It.IsAny<IReadOnlyList<Utterance>>())).ReturnsAsync(true);
    }

    [Fact]
    public async Task The_wish_to_leave_the_line_is_asked_back()
    {
        await _flow.ReplyAsync(Snapshot(Waiting, Asked(1, WordingKeys.SuggestWithdraw)));

        var notice = Assert.Single(_notices);
        Assert.Equal((WordingKeys.WithdrawAsk, Speaker.System), (notice.Text, notice.Speaker));
        Assert.Equal([WordingKeys.WithdrawYes, WordingKeys.WithdrawNo], notice.Suggestions);
        _flow.VerifyDelivered(Times.Once());
        VerifyWithdrawn(Times.Never());
    }

    [Fact]
    public async Task The_confirmed_wish_withdraws_and_says_so()
    {
        await _flow.ReplyAsync(Snapshot(Waiting, Question, Asked(2, WordingKeys.WithdrawYes)));

        _flow.Handoffs.Verify(
            it => it.WithdrawAsync(It.Is<Core.Handoffs.Handoff>(handoff => handoff.Id == Handoff), Waiting.Version, It.Is<IReadOnlyList<Utterance>>(closing => closing.Single().Text == WordingKeys.WithdrawDone && closing.Single().Handoff!.State == HandoffState.Closed)),
            Times.Once());
        _flow.VerifyDelivered(Times.Once(), queueChanged: true);
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task A_confirmation_that_comes_too_late_says_nothing()
    {
        _flow.Handoffs.Setup(it => it.WithdrawAsync(It.Is<Core.Handoffs.Handoff>(handoff => handoff.Id == Handoff), Waiting.Version, It.IsAny<IReadOnlyList<Utterance>>())).ReturnsAsync(false);

        await _flow.ReplyAsync(Snapshot(Waiting, Question, Asked(2, WordingKeys.WithdrawYes)));

        _flow.Nudges.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task Whoever_thinks_better_of_it_keeps_the_place()
    {
        await _flow.ReplyAsync(Snapshot(Waiting, Question, Asked(2, WordingKeys.WithdrawNo)));

        Assert.Equal(WordingKeys.WithdrawKept, Assert.Single(_notices).Text);
        VerifyWithdrawn(Times.Never());
    }

    [Theory]
    [InlineData(WordingKeys.WithdrawYes)]
    [InlineData(WordingKeys.WithdrawNo)]
    [InlineData("yes")]
    [InlineData("how long will it take")]
    public async Task Nothing_else_in_the_line_is_a_withdrawal(string text)
    {
        await _flow.ReplyAsync(Snapshot(Waiting, Asked(1, text)));

        Assert.Empty(_notices);
        VerifyWithdrawn(Times.Never());
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("how long will it take")]
    public async Task Only_the_offered_words_confirm(string text)
    {
        await _flow.ReplyAsync(Snapshot(Waiting, Question, Asked(2, text)));

        Assert.Empty(_notices);
        VerifyWithdrawn(Times.Never());
    }

    [Fact]
    public async Task With_an_agent_there_is_no_line_to_leave()
    {
        await _flow.ReplyAsync(Snapshot(Waiting with { Owner = Owner.Agent, Agent = new("alice") }, Question, Asked(2, WordingKeys.WithdrawYes)));

        VerifyWithdrawn(Times.Never());
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task What_is_said_in_the_line_is_read_for_the_agent_and_never_answered_by_the_bot()
    {
        _flow.Finds(Found(PayBill));
        _flow.Reads(SignalKind.Distress, (_, _) => new(Read(SignalKind.Distress, 1, "at last")));

        await _flow.ReplyAsync(Snapshot(Waiting, Asked(1, "at last")));

        _flow.Conversations.Verify(
            it => it.RecordDecisionAsync(Id, It.Is<DecisionRecord>(record =>
                record.Seq == 1 && record.Decision.Kind == DecisionKind.PassToAgent && record.Signals.Any(signal => signal.Kind == SignalKind.Distress && signal.Value == 1))),
            Times.Once());
        Assert.Empty(_flow.Commits);
    }

    [Fact]
    public async Task Who_speaks_of_danger_in_the_line_is_moved_ahead_and_told_where_help_is()
    {
        _flow.Reads(SignalKind.Stakes, (_, _) => new(Read(SignalKind.Stakes, 1, "want to die", Stakes.SelfHarmOrSafety)));
        _flow.Handoffs.Setup(it => it.RaiseAsync(It.IsAny<Core.Handoffs.Handoff>(), It.IsAny<NewHandoff>(), It.IsAny<Utterance>())).ReturnsAsync(true);

        await _flow.ReplyAsync(Snapshot(Waiting, Asked(1, "i want to die")));

        _flow.Handoffs.Verify(
            it => it.RaiseAsync(
                It.IsAny<Core.Handoffs.Handoff>(),
                It.Is<NewHandoff>(raised => raised.Priority == Priority.Crisis && raised.Stakes == Stakes.SelfHarmOrSafety && raised.Reasons[0].Code == ReasonCode.HighStakes),
                It.Is<Utterance>(notice => notice.Speaker == Speaker.System && notice.Text == Corvelle.Set.Wording("en").Crisis(null))),
            Times.Once());
        _flow.VerifyDelivered(Times.Once(), queueChanged: true);
    }

    [Fact]
    public async Task The_confirmation_to_leave_counts_however_grave_the_words_around_it_are_read()
    {
        _flow.Reads(SignalKind.Stakes, (_, _) => new(Read(SignalKind.Stakes, 1, "yes", Stakes.Fraud)));

        await _flow.ReplyAsync(Snapshot(Waiting, Question, Asked(2, WordingKeys.WithdrawYes)));

        VerifyWithdrawn(Times.Once());
    }

    [Fact]
    public async Task What_is_no_graver_than_what_is_known_moves_nobody()
    {
        _flow.Reads(SignalKind.Distress, (_, _) => new(Read(SignalKind.Distress, 1, "at last")));

        await _flow.ReplyAsync(Snapshot(Waiting, Asked(1, "at last")));

        _flow.Handoffs.Verify(it => it.RaiseAsync(It.IsAny<Core.Handoffs.Handoff>(), It.IsAny<NewHandoff>(), It.IsAny<Utterance>()), Times.Never());
    }

    private void VerifyWithdrawn(Times times) => _flow.Handoffs.Verify(it => it.WithdrawAsync(It.IsAny<Core.Handoffs.Handoff>(), It.IsAny<long>(), It.IsAny<IReadOnlyList<Utterance>>()), times);
}
