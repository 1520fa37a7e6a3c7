using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.SignIn;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Agents;

/// <summary>The agent behind a request.</summary>
internal sealed class CurrentAgent(IAgentStore agents, IOptions<HandoffOptions> options)
{
    private const int FirstCapacity = 3;

    /// <summary>The signed-in person as an agent. Somebody new begins offline, with every skill, and is offered nothing until they ask for it.</summary>
    public async Task<Agent> OfAsync(HttpContext context)
    {
        var person = Person.Of(context.User);
        var known = await agents.FindAsync(person.Id);
        if (known is not null && known.Name == person.Name)
        {
            return known;
        }

        var agent = known is null
            ? new Agent(person.Id, person.Name, Presence.Offline, options.Value.Skills, FirstCapacity, TakesOffers: false)
            : known with { Name = person.Name };
        await agents.SetAsync(agent);
        return agent;
    }
}
