using System.ComponentModel;
using HandoffBot.Contracts.Agents;
using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Agents;
using HandoffBot.Server.Problems;
using HandoffBot.Server.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace HandoffBot.Server.Handoffs;

/// <summary>What a supervisor does with a handoff, whoever has it.</summary>
internal static class SupervisorEndpoints
{
    public static void MapSupervisor(this IEndpointRouteBuilder handoffs)
    {
        var supervisor = handoffs.MapGroup("/{id}").RequireAuthorization(Access.SupervisorPolicy);
        supervisor.MapPost("/reassign", ReassignAsync).WithSummary("Gives it to a skill or to a person, whoever has it").Produces(StatusCodes.Status204NoContent);
        supervisor.MapPost("/take-over", TakeOverAsync).WithSummary("Takes it, whoever has it").Produces<HandoffView>();
    }

    private static async Task<IResult> ReassignAsync(
        string id, ReassignRequest? request, [FromHeader(Name = IdempotencyKey.Header), Description(IdempotencyKey.OfReassign)] string? idempotencyKey, HttpContext context, CurrentAgent current, IHandoffStore handoffs, IAgentStore agents, AgentActions actions, Targets targets)
    {
        var input = new Input();
        var note = input.OptionalText("note", request?.Note, Limits.AgentTextCharacters);
        var wish = input.OptionalText(IdempotencyKey.Header, idempotencyKey, Limits.IdentifierCharacters);
        if (targets.Read(input, request?.Skill, request?.Agent) is not { } target)
        {
            return input.ToProblem();
        }

        if (await handoffs.FindAsync(new HandoffId(id)) is not { } handoff)
        {
            return Problem.Unknown("handoff");
        }

        var found = await targets.FindAsync(target, handoff, inAnyLanguage: true);
        var result = await actions.ReassignAsync(await current.OfAsync(context), handoff, await HolderAsync(agents, handoff), found, note, wish.Length == 0 ? null : wish);
        return result.Outcome == LeaseOutcome.Done ? TypedResults.NoContent() : Refusal(result);
    }

    private static async Task<IResult> TakeOverAsync(
        string id, TakeOverRequest? request, HttpContext context, CurrentAgent current, IHandoffStore handoffs, IAgentStore agents, AgentActions actions, HandoffViews views)
    {
        var input = new Input();
        var note = input.OptionalText("note", request?.Note, Limits.AgentTextCharacters);
        if (!input.IsValid)
        {
            return input.ToProblem();
        }

        if (await handoffs.FindAsync(new HandoffId(id)) is not { } handoff)
        {
            return Problem.Unknown("handoff");
        }

        var supervisor = await current.OfAsync(context);
        var (result, taken) = await actions.TakeOverAsync(supervisor, handoff, await HolderAsync(agents, handoff), note);
        return result.Outcome switch
        {
            LeaseOutcome.Done => TypedResults.Ok(await views.OfAsync(taken!, supervisor, withLastSaid: false)),
            LeaseOutcome.TargetUnavailable => supervisor.Presence == Presence.Available ? Problem.NoRoom(supervisor.Capacity) : Problem.NotPresent(),
            _ => Refusal(result),
        };
    }

    private static IResult Refusal(LeaseResult result) => result.Outcome switch
    {
        LeaseOutcome.TargetUnavailable => Problem.TargetUnavailable(),
        LeaseOutcome.Conflict => Problem.Changed(),
        LeaseOutcome.Closed => Problem.Closed(),
        _ => Problem.Unknown("handoff"),
    };

    private static async Task<Agent?> HolderAsync(IAgentStore agents, Handoff handoff) => handoff.Holder is { } holder ? await agents.FindAsync(holder) : null;
}
