using HandoffBot.Contracts.Agents;
using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Agents;
using HandoffBot.Server.Problems;

namespace HandoffBot.Server.Handoffs;

/// <summary>Runs one action of a holder: checks the request, lets the store decide on the lease, and says what came of it.</summary>
internal sealed class Holder(CurrentAgent current, IHandoffStore handoffs, HandoffViews views)
{
    public const string LeaseTokenHeader = "Lease-Token";

    /// <param name="input">What was already found wrong with the request.</param>
    /// <param name="act">Called only when nothing is.</param>
    public async Task<IResult> ActAsync(HttpContext context, string id, Input input, Func<Agent, Handoff, string, Task<LeaseResult>> act)
    {
        var token = input.Text(LeaseTokenHeader, context.Request.Headers[LeaseTokenHeader], Limits.IdentifierCharacters);
        if (!input.IsValid)
        {
            return input.ToProblem();
        }

        if (await handoffs.FindAsync(new HandoffId(id)) is not { } handoff)
        {
            return Problem.Unknown("handoff");
        }

        var result = await act(await current.OfAsync(context), handoff, token);
        return result.Outcome switch
        {
            LeaseOutcome.Done when result.Until is { } until => TypedResults.Ok(new LeaseView(until, result.Seq)),
            LeaseOutcome.Done => TypedResults.NoContent(),
            LeaseOutcome.TargetUnavailable => Problem.TargetUnavailable(),
            LeaseOutcome.UnseenTurns => Problem.UnseenTurns(),
            LeaseOutcome.LeaseLost => await LeaseLostAsync(handoff.Id),
            _ => Problem.Unknown("handoff"),
        };
    }

    private async Task<IResult> LeaseLostAsync(HandoffId id)
    {
        var now = await handoffs.FindAsync(id);
        return Problem.LeaseLost(await views.HolderAsync(now), PublicName.Of(now?.State ?? HandoffState.Closed));
    }
}
