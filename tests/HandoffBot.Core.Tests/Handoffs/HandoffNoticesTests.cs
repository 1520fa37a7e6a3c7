using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;
using static HandoffBot.Core.Tests.Corvelle;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class HandoffNoticesTests
{
    private static readonly HandoffId Id = new("h1");

    public static TheoryData<ReasonCode> Reasons => [.. Enum.GetValues<ReasonCode>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void The_reason_is_acknowledged_first(ReasonCode reason)
    {
        var notice = HandoffNotices.Enqueued(English, Opened(reason: reason), isReopened: false, ahead: 0, wait: null);

        Assert.Equal(Said([WordingKeys.Handoff(reason), "handoff.passed_on"], ["queue.next", "queue.wait.unknown"]), notice.Text);
        Assert.Equal((Speaker.System, new HandoffNotice(Id, HandoffState.Waiting, 1)), (notice.Speaker, notice.Handoff));
        Assert.Equal([WordingKeys.SuggestWithdraw], notice.Suggestions);
    }

    [Fact]
    public void Someone_in_danger_is_told_where_help_is_before_anything_else()
    {
        var notice = HandoffNotices.Enqueued(English, Opened(Priority.Crisis, ReasonCode.HighStakes, Stakes.SelfHarmOrSafety), isReopened: true, ahead: 0, wait: null);

        Assert.StartsWith(WordingKeys.HandoffCrisis, notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reopened_case_is_acknowledged_as_such() => Assert.StartsWith(
        WordingKeys.SolvedReopened, HandoffNotices.Enqueued(English, Opened(reason: ReasonCode.NoProgress), isReopened: true, ahead: 0, wait: null).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "queue.next")]
    [InlineData(1, "queue.position(2nd)")]
    [InlineData(10, "queue.position(11th)")]
    public void The_place_is_told_as_people_count(long ahead, string expected)
    {
        var notice = HandoffNotices.Enqueued(English, Opened(), isReopened: false, ahead, wait: null);

        Assert.Equal(Said(["handoff.human_request", "handoff.passed_on"], [expected, "queue.wait.unknown"]), notice.Text);
        Assert.Equal(ahead + 1, notice.Handoff!.Position);
    }

    [Fact]
    public void A_place_that_is_not_certain_is_not_mentioned()
    {
        var notice = HandoffNotices.Enqueued(English, Opened(), isReopened: false, ahead: null, wait: null);

        Assert.Equal(Said(["handoff.human_request", "handoff.passed_on"], ["queue.wait.unknown"]), notice.Text);
        Assert.Null(notice.Handoff!.Position);
    }

    [Theory]
    [InlineData(0, 60, "queue.wait.minute(5)")]
    [InlineData(0, 61, "queue.wait(1,2,5)")]
    [InlineData(61, 300, "queue.wait(2,5,5)")]
    [InlineData(290, 300, "queue.wait(5,6,5)")]
    public void The_wait_is_a_range_of_whole_minutes_with_its_basis(int low, int high, string expected)
    {
        var notice = HandoffNotices.Enqueued(English, Opened(), isReopened: false, ahead: 0, new WaitEstimate(low, high, 5));

        Assert.EndsWith(' ' + expected, notice.Text, StringComparison.Ordinal);
        Assert.Equal(new WaitEstimate(low, high, 5), notice.Handoff!.Wait);
    }

    [Fact]
    public void Every_change_of_hands_names_the_person()
    {
        Assert.Equal(("agent.joined(Alice)", HandoffState.Held), Of(HandoffNotices.Joined(English, Id, "Alice")));
        Assert.Equal("Alice", HandoffNotices.Joined(English, Id, "Alice").Handoff!.Agent);
        Assert.Equal(("agent.lost(Alice)", HandoffState.Waiting), Of(HandoffNotices.Lost(English, Id, "Alice")));
        Assert.Equal(("agent.returned(Alice)", HandoffState.Waiting), Of(HandoffNotices.Returned(English, Id, "Alice")));
        Assert.Equal(("agent.transferred(Alice,the billing team)", HandoffState.Waiting), Of(HandoffNotices.Transferred(English, Id, "Alice", TransferTarget.ToSkill("billing"), "general")));
        Assert.Equal(("agent.returned_to_bot(Alice)", HandoffState.Closed), Of(Assert.Single(HandoffNotices.ReturnedToBot(English, Id, "Alice"))));
        Assert.Equal(("fr:agent.joined(Alice)", HandoffState.Held), Of(HandoffNotices.Joined(French, Id, "Alice")));

        static (string, HandoffState) Of(Utterance notice) => (notice.Text, notice.Handoff!.State);
    }

    [Fact]
    public void When_a_person_has_ended_the_bot_asks_whether_it_is_really_solved()
    {
        var closing = HandoffNotices.Ended(English, Id, "Alice");

        Assert.Equal([("agent.ended(Alice)", Speaker.System), (WordingKeys.SolvedAsk, Speaker.Bot)], closing.Select(said => (said.Text, said.Speaker)));
        Assert.Equal([WordingKeys.SolvedYes, WordingKeys.SolvedNo], closing[1].Suggestions);
    }

    [Fact]
    public void Back_with_the_bot_a_person_stays_one_request_away()
    {
        Assert.Equal([WordingKeys.SuggestPerson], HandoffNotices.ReturnedToBot(English, Id, "Alice")[^1].Suggestions);
        Assert.Equal([WordingKeys.SuggestPerson], HandoffNotices.Withdrawn(English, Id)[^1].Suggestions);
    }
}
