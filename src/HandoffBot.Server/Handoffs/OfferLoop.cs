using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Loops;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Handoffs;

/// <summary>Offers waiting handoffs to the agents who want to be offered work: one per agent and pass, the least busy first.</summary>
internal sealed class OfferLoop(IHandoffStore handoffs, IAgentStore agents, WidePool wide, INudges nudges, IOptions<HandoffOptions> options, TimeProvider time, ILogger<OfferLoop> logger)
    : Loop("offers", options.Value.OfferEvery, time, logger)
{
    public override async Task PassAsync(CancellationToken cancellationToken)
    {
        var ready = (await agents.ListAsync())
            .Where(agent => agent is { TakesOffers: true, Presence: Presence.Available } && agent.Load < agent.Capacity)
            .OrderBy(agent => (double)agent.Load / agent.Capacity)
            .ThenBy(_ => Random.Shared.Next())
            .ToList();
        await EachAsync(ready, OfferAsync, cancellationToken);
    }

    private async Task OfferAsync(Agent agent)
    {
        if (await handoffs.OfferNextAsync(wide.For(agent)) is { Outcome: OfferOutcome.Offered, Handoff: { } handoff })
        {
            nudges.Conversation(handoff.Opened.Conversation, queueChanged: true);
        }
    }
}
