using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Loops;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Handoffs;

/// <summary>Puts handoffs whose lease ran out back into their queue, at their original place: nobody waits for an agent who is gone (promise G6).</summary>
internal sealed class ReclaimLoop(IHandoffStore handoffs, IAgentStore agents, AgentActions actions, INudges nudges, IOptions<HandoffOptions> options, IOptions<AgentOptions> agentOptions, TimeProvider time, ILogger<ReclaimLoop> logger)
    : Loop("reclaim", options.Value.ReclaimEvery, time, logger)
{
    public override async Task PassAsync(CancellationToken cancellationToken) =>
        await EachAsync(await handoffs.FindExpiredAsync(), ReclaimAsync, cancellationToken);

    // A lost lease means that another node was first, or that the agent came back in time.
    private async Task ReclaimAsync(Handoff handoff)
    {
        var result = await actions.ReclaimAsync(handoff, handoff.Holder is { } holder ? await agents.FindAsync(holder) : null);
        if (result.Outcome == LeaseOutcome.Done && handoff is { State: HandoffState.Offered, Holder: { } missing } && await agents.MissOfferAsync(missing, agentOptions.Value.MissedOffers))
        {
            nudges.Queue();
        }
    }
}
