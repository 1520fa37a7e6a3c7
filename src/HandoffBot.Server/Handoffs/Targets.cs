using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Problems;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Handoffs;

/// <summary>Whom a request wants a handoff to go to.</summary>
internal sealed class Targets(IAgentStore agents, IOptions<HandoffOptions> options)
{
    /// <summary>Either a skill or an agent; null when the request names none or both, which is then refused.</summary>
    public TransferTarget? Read(Input input, string? skill, string? agent)
    {
        input.KnownOrAbsent("skill", skill, options.Value.Skills);
        if (skill is not null && agent is not null)
        {
            input.Refuse("agent", "Name either a skill or an agent, not both.");
        }

        var target = skill is not null ? TransferTarget.ToSkill(skill) : TransferTarget.ToAgent(new AgentId(input.Text("agent", agent, Limits.IdentifierCharacters)));
        return input.IsValid ? target : null;
    }

    /// <summary>
    /// The target by name. Null for somebody who cannot take it: unknown, not present, full, or without the skill or the language. Room and presence are checked again by
    /// the store.
    /// </summary>
    /// <param name="inAnyLanguage">A supervisor knows what they do: somebody who does not speak the customer's language may be better than nobody.</param>
    public async Task<TransferTarget?> FindAsync(TransferTarget target, Handoff handoff, bool inAnyLanguage = false)
    {
        if (target.Agent is not { } id)
        {
            return target;
        }

        return await agents.FindAsync(id) is { } colleague && colleague.CanTake(handoff.Skill) && (inAnyLanguage || colleague.Speaks(handoff.Opened.Language)) ? TransferTarget.ToAgent(id, colleague.Name) : null;
    }
}
