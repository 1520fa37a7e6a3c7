using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Agents;
using HandoffBot.Server.Tests.Api;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;

namespace HandoffBot.Server.Tests.Loops;

public sealed class PresenceLoopTests : IAsyncLifetime
{
    private static readonly Agent Bob = new(new("bob"), "Bob", Presence.Offline, ["fraud"], 3, false) { Load = 2, Cause = PresenceCause.Gone };
    private static readonly AgentId Carol = new("carol");
    private readonly AgentOptions _options = new();
    private ApiHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _host.Agents.Setup(store => store.FindGoneAsync(_options.GoneAfter)).ReturnsAsync([Bob.Id]);
        _host.Agents.Setup(store => store.LeaveAsync(Bob.Id, _options.GoneAfter)).ReturnsAsync(true);
        _host.Agents.Setup(store => store.FindAsync(Bob.Id)).ReturnsAsync(Bob);
        _host.Handoffs.Setup(store => store.TakeBackAsync(It.IsAny<Handoff>(), It.IsAny<AgentId>(), It.IsAny<string>(), It.IsAny<Utterance?>())).ReturnsAsync(new LeaseResult(LeaseOutcome.Done));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_a_gone_agent_held_or_was_offered_goes_back_and_what_colleagues_have_stays()
    {
        var (held, offered, hers) = (_host.Knows(HandoffState.Held, Bob.Id), _host.Knows(HandoffState.Offered, Bob.Id), _host.Knows(HandoffState.Held, Carol));
        Lists(HandoffState.Held, held, hers);
        Lists(HandoffState.Offered, offered);

        await PassAsync();

        _host.Handoffs.Verify(store => store.TakeBackAsync(held, Bob.Id, ApiHost.Token, It.Is<Utterance?>(notice => notice!.Speaker == Speaker.System)), Times.Once);
        // Who was never told of Bob is not told that he left.
        _host.Handoffs.Verify(store => store.TakeBackAsync(offered, Bob.Id, ApiHost.Token, null), Times.Once);
        _host.Handoffs.Verify(store => store.TakeBackAsync(hers, It.IsAny<AgentId>(), It.IsAny<string>(), It.IsAny<Utterance?>()), Times.Never);
        _host.Nudges.Verify(nudges => nudges.Queue(), Times.AtLeastOnce);
    }

    [Fact]
    public async Task Whoever_came_back_in_the_meantime_keeps_everything()
    {
        _host.Agents.Setup(store => store.LeaveAsync(Bob.Id, _options.GoneAfter)).ReturnsAsync(false);
        Lists(HandoffState.Held, _host.Knows(HandoffState.Held, Bob.Id));

        await PassAsync();

        _host.Handoffs.Verify(store => store.TakeBackAsync(It.IsAny<Handoff>(), It.IsAny<AgentId>(), It.IsAny<string>(), It.IsAny<Utterance?>()), Times.Never);
    }

    [Fact]
    public async Task One_agent_who_cannot_be_dealt_with_does_not_keep_the_others_and_the_pass_counts_as_failed()
    {
        _host.Agents.Setup(store => store.FindGoneAsync(_options.GoneAfter)).ReturnsAsync([Carol, Bob.Id]);
        _host.Agents.Setup(store => store.LeaveAsync(Carol, _options.GoneAfter)).ThrowsAsync(new IOException("broken"));
        var held = _host.Knows(HandoffState.Held, Bob.Id);
        Lists(HandoffState.Held, held);
        Lists(HandoffState.Offered);

        await Assert.ThrowsAsync<InvalidOperationException>(PassAsync);

        _host.Handoffs.Verify(store => store.TakeBackAsync(held, Bob.Id, ApiHost.Token, It.IsAny<Utterance?>()), Times.Once);
    }

    private async Task PassAsync()
    {
        using var loop = new PresenceLoop(
            _host.Agents.Object, _host.Handoffs.Object, _host.Get<AgentActions>(), _host.Nudges.Object, Options.Create(_options), TimeProvider.System, NullLogger<PresenceLoop>.Instance);
        await loop.PassAsync(TestContext.Current.CancellationToken);
    }

    private void Lists(HandoffState state, params Handoff[] handoffs) =>
        _host.Handoffs.Setup(store => store.ListAsync(state, null)).ReturnsAsync((handoffs, handoffs.Length));
}
