using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Loops;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Agents;

/// <summary>Sets agents offline who are gone, and gives what they had back to the queue at its original place, whatever is left of their leases (promise G6).</summary>
internal sealed class PresenceLoop(
    IAgentStore agents, IHandoffStore handoffs, AgentActions actions, INudges nudges, IOptions<AgentOptions> options, TimeProvider time, ILogger<PresenceLoop> logger)
    : Loop("presence", options.Value.LookEvery, time, logger)
{
    public override async Task PassAsync(CancellationToken cancellationToken) =>
        await EachAsync(await agents.FindGoneAsync(options.Value.GoneAfter), LeaveAsync, cancellationToken);

    private async Task LeaveAsync(AgentId id)
    {
        // False: they came back, or another node was first.
        if (!await agents.LeaveAsync(id, options.Value.GoneAfter) || await agents.FindAsync(id) is not { } gone)
        {
            return;
        }

        nudges.Queue();
        // A process that dies from here on leaves the rest to the end of the leases.
        foreach (var state in gone.Load > 0 ? [HandoffState.Held, HandoffState.Offered] : Array.Empty<HandoffState>())
        {
            foreach (var handoff in (await handoffs.ListAsync(state, null)).Items.Where(handoff => handoff.Holder == id))
            {
                await actions.TakeBackAsync(gone, handoff);
            }
        }
    }
}
