using HandoffBot.Core.Agents;
using HandoffBot.Core.Alerts;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Tests.FollowUps;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;
using static HandoffBot.Core.Tests.Corvelle;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class OverdueActionsTests
{
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly Mock<IOverdueStore> _overdue = new();
    private readonly Mock<IHandoffStore> _handoffs = new();
    private readonly Mock<IConversationStore> _conversations = new();
    private readonly Mock<IFollowUpStore> _followUps = new();
    private readonly Mock<IAlertStore> _alerts = new();
    private readonly Handoff _waiting = new(Opened(), HandoffState.Waiting, "general") { Position = 4 };

    public OverdueActionsTests()
    {
        _overdue.Setup(it => it.MarkAsync(It.IsAny<Handoff>(), It.IsAny<OverdueMark>(), It.IsAny<Utterance?>())).ReturnsAsync(true);
        _handoffs.Setup(it => it.ReadWaitsAsync(It.IsAny<string>())).ReturnsAsync([]);
    }

    [Theory]
    [InlineData(13, OverdueMark.None)]
    [InlineData(14, OverdueMark.AtRisk)]
    [InlineData(19, OverdueMark.AtRisk)]
    [InlineData(20, OverdueMark.Overdue)]
    public async Task A_wait_is_at_risk_before_its_target_and_overdue_after_it(int minutes, OverdueMark expected)
    {
        _time.SetUtcNow(_waiting.Opened.EnqueuedAt.AddMinutes(minutes));

        Assert.Equal(expected, await Actions().LookAsync(new MarkedHandoff(_waiting, OverdueMark.None)));
        _overdue.Verify(it => it.MarkAsync(_waiting, expected, It.IsAny<Utterance?>()), expected == OverdueMark.None ? Times.Never : Times.Once);
        _alerts.Verify(it => it.RaiseAsync(It.Is<Alert>(alert => alert.Kind == (expected == OverdueMark.Overdue ? AlertKind.HandoffOverdue : AlertKind.HandoffAtRisk))), expected == OverdueMark.None ? Times.Never : Times.Once);
    }

    [Fact]
    public async Task The_customer_is_offered_a_callback_once_and_hears_no_more_of_it_when_the_target_has_passed()
    {
        _time.SetUtcNow(_waiting.Opened.EnqueuedAt.AddMinutes(15));
        await Actions().LookAsync(new MarkedHandoff(_waiting, OverdueMark.None));
        _overdue.Verify(it => it.MarkAsync(_waiting, OverdueMark.AtRisk, It.Is<Utterance?>(said => said!.Suggestions.Contains("overdue.callback") && said.Suggestions.Contains("overdue.message"))));

        _time.SetUtcNow(_waiting.Opened.EnqueuedAt.AddMinutes(25));
        await Actions().LookAsync(new MarkedHandoff(_waiting, OverdueMark.AtRisk));
        _overdue.Verify(it => it.MarkAsync(_waiting, OverdueMark.Overdue, null));
        await Actions().LookAsync(new MarkedHandoff(_waiting, OverdueMark.Overdue));
        _alerts.Verify(it => it.RaiseAsync(It.IsAny<Alert>()), Times.Exactly(2));
    }

    [Fact]
    public async Task A_night_between_asking_and_now_is_no_wait()
    {
        var options = new HandoffOptions { Hours = new() { ["default"] = new HoursOptions { Week = new() { ["Tuesday"] = "09:00-17:00" } } } };
        _time.SetUtcNow(_waiting.Opened.EnqueuedAt.AddHours(20));

        Assert.Equal(OverdueMark.None, await Actions(options).LookAsync(new MarkedHandoff(_waiting, OverdueMark.None)));

        _time.SetUtcNow(new DateTimeOffset(2026, 3, 3, 9, 20, 0, TimeSpan.Zero));
        Assert.Equal(OverdueMark.Overdue, await Actions(options).LookAsync(new MarkedHandoff(_waiting, OverdueMark.None)));
    }

    [Fact]
    public async Task What_a_dead_process_promised_out_of_hours_is_opened_by_another()
    {
        await Actions(new HandoffOptions { Hours = new() { ["default"] = new HoursOptions() } }).KeepPromiseAsync(_waiting);
        _followUps.Verify(it => it.OpenAsync(It.Is<NewFollowUp>(owed => owed.Handoff == _waiting.Id && owed.Kind == FollowUpKind.Message)), Times.Once);

        await Actions().KeepPromiseAsync(_waiting);
        _followUps.Verify(it => it.OpenAsync(It.IsAny<NewFollowUp>()), Times.Once);
    }

    [Theory]
    [InlineData(2L, 5, "queue.news(2nd) queue.wait.unknown")]
    [InlineData(1L, 5, "queue.next queue.wait.unknown")]
    [InlineData(3L, 5, null)]
    [InlineData(1L, 3, null)]
    public async Task News_of_the_place_are_told_when_it_has_changed_much_and_seldom(long position, int minutesLater, string? expected)
    {
        _time.SetUtcNow(Noon.AddMinutes(minutesLater));

        Assert.Equal(expected, await NewsAsync(position, new HandoffNotice(_waiting.Id, HandoffState.Waiting, 4)));
    }

    [Fact]
    public async Task A_range_that_has_passed_is_admitted_and_no_other_is_named()
    {
        _time.SetUtcNow(Noon.AddMinutes(9));

        Assert.Equal("queue.missed queue.news(4th)", await NewsAsync(4, new HandoffNotice(_waiting.Id, HandoffState.Waiting, 4, new WaitEstimate(60, 480, 5))));
    }

    [Fact]
    public async Task An_open_question_is_not_talked_over()
    {
        _time.SetUtcNow(Noon.AddMinutes(9));

        Assert.Null(await NewsAsync(1, new HandoffNotice(_waiting.Id, HandoffState.Waiting, 4), FollowUpNotices.AskForNumber(English)));
    }

    [Fact]
    public void Where_waits_are_at_risk_any_agent_may_take_them_after_their_own()
    {
        var (wide, agent) = (new WidePool(), new Agent(new AgentId("alice"), "Alice", Presence.Available, ["general"], 3, TakesOffers: true));
        Assert.Same(agent, wide.For(agent));

        wide.Set(new HashSet<string> { "billing", "general" });

        Assert.Equal(["general", "billing"], wide.For(agent).Skills);
    }

    private async Task<string?> NewsAsync(long position, HandoffNotice told, Utterance? last = null)
    {
        string? said = null;
        Turn[] turns = [At(1, new Utterance { Speaker = Speaker.System, Text = "told", Handoff = told }), .. last is null ? Array.Empty<Turn>() : [At(2, last)]];
        _conversations.Setup(it => it.LoadAsync(Id)).ReturnsAsync(new Snapshot(Talk with { Owner = Owner.Queue, Handoff = _waiting.Id }, turns));
        _conversations.Setup(it => it.AppendNoticeAsync(Id, It.IsAny<long>(), It.IsAny<Utterance>())).ReturnsAsync(true).Callback((ConversationId _, long _, Utterance notice) => said = notice.Text);
        await Actions().TellNewsAsync(_waiting with { Position = position });
        return said;
    }

    private OverdueActions Actions(HandoffOptions? options = null)
    {
        var configured = Options.Create(options ?? new HandoffOptions());
        var hours = new QueueHours(configured);
        var delivery = new Delivery(Mock.Of<INudges>(), Promises.Sender(_time));
        return new OverdueActions(
            _overdue.Object, _handoffs.Object, _conversations.Object, new WaitPromise(hours, configured),
            Promises.Actions(_followUps.Object, _conversations.Object, delivery, _time, configured.Value),
            new AlertRaiser(_alerts.Object, Options.Create(new AlertOptions { Webhook = "http://localhost:1/", Secret = "0123456789abcdef" })), Set, delivery, hours, configured, _time);
    }
}
