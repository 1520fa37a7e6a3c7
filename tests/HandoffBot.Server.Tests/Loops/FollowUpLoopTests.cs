using HandoffBot.Core.Alerts;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.FollowUps;
using HandoffBot.Server.Tests.Api;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;

namespace HandoffBot.Server.Tests.Loops;

public sealed class FollowUpLoopTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ApiHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(FollowUpKind.Callback, true)]
    [InlineData(FollowUpKind.Message, true)]
    [InlineData(FollowUpKind.DeliveryFailed, false)]
    public async Task What_a_customer_who_left_the_line_was_to_be_called_about_is_ended_also_when_leaving_was_cut_short(FollowUpKind kind, bool ends)
    {
        var owed = Due(kind, _host.Knows(HandoffState.Closed) with { Resolution = Resolution.CustomerWithdrew });

        await PassAsync();

        _host.FollowUps.Verify(store => store.WithdrawAsync(owed), ends ? Times.Once : Times.Never);
        _host.FollowUps.Verify(store => store.MarkAsync(owed.Id, FollowUpMark.Reminded, owed.Opened.DueAt), ends ? Times.Never : Times.Once);
    }

    [Theory]
    [InlineData(HandoffState.Waiting, null)]
    [InlineData(HandoffState.Closed, Resolution.FollowUpOwed)]
    public async Task A_callback_of_somebody_who_did_not_leave_is_reminded_of(HandoffState state, Resolution? resolution)
    {
        var owed = Due(FollowUpKind.Callback, _host.Knows(state) with { Resolution = resolution });

        await PassAsync();

        _host.FollowUps.Verify(store => store.WithdrawAsync(It.IsAny<FollowUp>()), Times.Never);
        _host.FollowUps.Verify(store => store.MarkAsync(owed.Id, FollowUpMark.Reminded, owed.Opened.DueAt), Times.Once);
    }

    private FollowUp Due(FollowUpKind kind, Handoff handoff)
    {
        var now = TimeProvider.System.GetUtcNow();
        var owed = new FollowUp(
            new NewFollowUp
            {
                Id = FollowUpId.Of(kind, handoff.Id),
                Conversation = handoff.Opened.Conversation,
                Handoff = handoff.Id,
                Customer = new Customer("u1", "Camille"),
                Channel = "directline",
                Language = "fr",
                Skill = "fraud",
                Kind = kind,
                Why = "waited too long",
                OpenedAt = now,
                DueAt = now.AddMinutes(10),
            },
            FollowUpState.Open);
        _host.Handoffs.Setup(store => store.FindAsync(handoff.Id)).ReturnsAsync(handoff);
        _host.FollowUps.Setup(store => store.FindDueAsync()).ReturnsAsync([owed]);
        return owed;
    }

    private async Task PassAsync()
    {
        using var loop = new FollowUpLoop(
            _host.FollowUps.Object, _host.Handoffs.Object, new AlertRaiser(Mock.Of<IAlertStore>(), Options.Create(new AlertOptions())), _host.Nudges.Object, Options.Create(new FollowUpOptions()),
            TimeProvider.System, NullLogger<FollowUpLoop>.Instance);
        await loop.PassAsync(TestContext.Current.CancellationToken);
    }
}
