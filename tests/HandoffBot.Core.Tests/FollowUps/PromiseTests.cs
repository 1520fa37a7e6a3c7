using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Routing;
using HandoffBot.Core.Tests.Conversations;
using Moq;
using static HandoffBot.Core.Tests.Corvelle;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.FollowUps;

/// <summary>What customers are told and promised while nobody is on shift, and while they wait. Noon is a Monday.</summary>
public sealed class PromiseTests
{
    private static readonly HandoffId Waiting = new("h1");

    [Fact]
    public async Task Who_asks_while_nobody_is_on_shift_is_in_the_queue_hears_until_when_and_is_owed_an_answer()
    {
        var flow = Flow(new HoursOptions { Zone = "Europe/Paris", Week = new() { ["Tuesday"] = "09:00-17:00" } });

        await AskForPersonAsync(flow);

        var handoff = Assert.Single(flow.Commits).Handoff!;
        var notice = flow.Commits[0].Replies[^1];
        var reference = Reference.Of(handoff.Id);
        Assert.Equal(Said(["handoff.human_request", "handoff.passed_on"], ["queue.closed(Tuesday 9.00 in Paris)", $"queue.closed.promise({reference},Tuesday 9.20 in Paris)"]), notice.Text);
        Assert.Equal((reference, new DateTimeOffset(2026, 3, 3, 8, 0, 0, TimeSpan.Zero), (long?)null), (notice.Handoff!.Reference, notice.Handoff.OpensAt, notice.Handoff.Position));
        Assert.Equal([WordingKeys.OverdueCallback, WordingKeys.SuggestWithdraw], notice.Suggestions);
        flow.FollowUps.Verify(it => it.OpenAsync(It.Is<NewFollowUp>(owed =>
            owed.Handoff == handoff.Id && owed.Kind == FollowUpKind.Message && owed.Reference == reference && owed.DueAt == new DateTimeOffset(2026, 3, 3, 8, 20, 0, TimeSpan.Zero))));
    }

    [Fact]
    public async Task On_a_holiday_its_name_is_said_and_later_days_are_named_by_date()
    {
        var flow = Flow(new HoursOptions { Zone = "UTC", Week = new() { ["Monday"] = "00:00-24:00" }, Holidays = new() { ["03-02"] = "Founders’ Day", ["2026-03-09"] = "Another" } });

        await AskForPersonAsync(flow);

        Assert.Contains("queue.closed.holiday(Founders’ Day,Monday 16 March 0.00 in UTC)", flow.Commits[0].Replies[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_never_opens_promises_no_opening_but_is_owed_for_all_the_same()
    {
        var flow = Flow(new HoursOptions());

        await AskForPersonAsync(flow);

        Assert.Contains("queue.closed.unknown", flow.Commits[0].Replies[^1].Text, StringComparison.Ordinal);
        flow.FollowUps.Verify(it => it.OpenAsync(It.Is<NewFollowUp>(owed => owed.DueAt == Noon.AddMinutes(20))));
    }

    [Fact]
    public async Task Somebody_in_danger_is_served_at_hours_of_their_own()
    {
        var flow = Flow(new HoursOptions { AlwaysFor = "Crisis" });
        flow.Reads(SignalKind.Stakes, (_, _) => new(Read(SignalKind.Stakes, 1, "danger", Stakes.SelfHarmOrSafety)));

        await AskForPersonAsync(flow);

        Assert.DoesNotContain("queue.closed", flow.Commits[0].Replies[^1].Text, StringComparison.Ordinal);
        flow.FollowUps.Verify(it => it.OpenAsync(It.IsAny<NewFollowUp>()), Times.Never);
    }

    [Fact]
    public async Task A_callback_is_asked_for_with_its_number_and_noted_with_a_time()
    {
        var flow = new TurnFlow();
        var ask = await SayAsync(flow, WordingKeys.OverdueCallback, null);
        Assert.Equal((WordingKeys.CallbackAsk, WordingKeys.CallbackCancel), (ask!.Text, Assert.Single(ask.Suggestions)));

        var again = await SayAsync(flow, "as soon as you can", ask);
        Assert.Equal(WordingKeys.CallbackUnclear, again!.Text);

        var noted = await SayAsync(flow, "020 7946 0100 after five", again);
        Assert.Equal($"callback.noted(today 16.00 in UTC,{Reference.Of(Waiting)})", noted!.Text);
        flow.FollowUps.Verify(it => it.OpenAsync(It.Is<NewFollowUp>(owed => owed.Kind == FollowUpKind.Callback && owed.Contact == "020 7946 0100 after five" && owed.DueAt == Noon.AddHours(4))), Times.Once);
    }

    [Fact]
    public async Task Who_writes_about_something_else_is_not_asked_for_a_number_a_third_time()
    {
        var flow = new TurnFlow();

        Assert.Null(await SayAsync(flow, "my meter is hissing", FollowUpNotices.NoNumber(English)));
        flow.FollowUps.Verify(it => it.OpenAsync(It.IsAny<NewFollowUp>()), Times.Never);
    }

    [Fact]
    public async Task Who_would_rather_wait_keeps_the_place()
    {
        var flow = new TurnFlow();

        Assert.Equal(WordingKeys.WithdrawKept, (await SayAsync(flow, WordingKeys.CallbackCancel, FollowUpNotices.AskForNumber(English)))!.Text);
        flow.FollowUps.Verify(it => it.OpenAsync(It.IsAny<NewFollowUp>()), Times.Never);
    }

    [Fact]
    public async Task A_callback_that_is_promised_is_not_promised_twice()
    {
        var flow = new TurnFlow();
        var owed = Promises.Plans(flow.Time).Callback(Opened(), "020 7946 0100");
        flow.FollowUps.Setup(it => it.FindAsync(owed.Id)).ReturnsAsync(new FollowUp(owed, FollowUpState.Open));

        Assert.Equal($"followup.known({Reference.Of(Waiting)})", (await SayAsync(flow, WordingKeys.OverdueCallback, null))!.Text);
    }

    [Fact]
    public async Task A_message_is_noted_at_once()
    {
        var flow = new TurnFlow();

        Assert.Equal($"message.noted(today 16.00 in UTC,{Reference.Of(Waiting)})", (await SayAsync(flow, WordingKeys.OverdueMessage, null))!.Text);
        flow.FollowUps.Verify(it => it.OpenAsync(It.Is<NewFollowUp>(owed => owed.Kind == FollowUpKind.Message)), Times.Once);
    }

    [Fact]
    public void Where_something_is_at_stake_whoever_closed_it_looks_again_later()
    {
        var plans = Promises.Plans(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Noon), followUps: new FollowUpOptions { Responsible = new() { ["default"] = "carol" } });
        var alice = new AgentId("alice");

        var check = plans.Check(Opened() with { Stakes = Stakes.Fraud }, alice);

        Assert.Equal((FollowUpKind.Check, (AgentId?)alice, Noon.AddDays(1)), (check!.Kind, check.Responsible, check.DueAt));
        Assert.Null(plans.Check(Opened(), alice));
        Assert.Equal(new AgentId("carol"), plans.LaterMessage(Opened()).Responsible);
    }

    [Fact]
    public void A_reference_is_read_however_it_is_typed()
    {
        var reference = Reference.Of(new HandoffId("0199f0c4a1b27c3d8e4f5a6b7c8d9e0f"));
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}$", reference);
        Assert.Equal(reference, Reference.Read($" {reference.ToLowerInvariant().Replace('-', ' ')} "));
        Assert.Equal("0110-ABC", Reference.Read("OilO-abc"));
        Assert.Null(Reference.Read("ABC"));
        Assert.Null(Reference.Read("ABCD-EFU"));
        Assert.Null(Reference.Read("ABCD-EFGH"));
    }

    private static TurnFlow Flow(HoursOptions hours) => new(new HandoffOptions { Hours = new() { ["default"] = hours } });

    private static Task AskForPersonAsync(TurnFlow flow)
    {
        flow.Reads(SignalKind.HumanRequest, (_, _) => new(Read(SignalKind.HumanRequest, 1, "a person")));
        return flow.ReplyAsync(TurnFlow.Snapshot(Talk, Asked(1, "a person")));
    }

    /// <summary>What a waiting customer is answered; null for nothing.</summary>
    private static async Task<Utterance?> SayAsync(TurnFlow flow, string text, Utterance? last)
    {
        Utterance? answer = null;
        var handoff = Opened();
        flow.Handoffs.Setup(it => it.FindAsync(handoff.Id)).ReturnsAsync(new Handoff(handoff, HandoffState.Waiting, "general"));
        flow.Conversations.Setup(it => it.AppendNoticeAsync(Id, It.IsAny<long>(), It.IsAny<Utterance>())).ReturnsAsync(true).Callback((ConversationId _, long _, Utterance said) => answer = said);
        Turn[] turns = last is null ? [Asked(1, text)] : [At(1, last), Asked(2, text)];
        await flow.ReplyAsync(TurnFlow.Snapshot(Talk with { Owner = Owner.Queue, Handoff = handoff.Id }, turns));
        return answer;
    }
}
