using HandoffBot.Contracts.Agents;
using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Server.Agents;
using HandoffBot.Server.Problems;
using HandoffBot.Server.SignIn;

namespace HandoffBot.Server.FollowUps;

/// <summary>What is owed to customers: the list, and what people do about it. Supervisors may act on anybody's.</summary>
internal static class FollowUpEndpoints
{
    private const string Mine = "me";

    private static readonly Dictionary<string, FollowUpState> States = new(StringComparer.Ordinal)
    {
        ["open"] = FollowUpState.Open,
        ["done"] = FollowUpState.Done,
        ["withdrawn"] = FollowUpState.Withdrawn,
    };

    public static void MapFollowUps(this IEndpointRouteBuilder agentApi)
    {
        var followUps = agentApi.MapGroup("/follow-ups");
        followUps.MapGet("", ListAsync).WithSummary("What is owed to customers, due first; owner=me for one's own").Produces<FollowUpList>();
        followUps.MapGet("/{id}", FindAsync).WithSummary("One follow-up with its notes").Produces<FollowUpView>();
        followUps.MapPost("/{id}/take", TakeAsync).WithSummary("Takes it upon oneself; a customer who still waits leaves the line with it").Produces<FollowUpView>();
        followUps.MapPost("/{id}/hand-over", HandOverAsync).WithSummary("Passes it to another person").Produces<FollowUpView>();
        followUps.MapPost("/{id}/done", DoneAsync).WithSummary("Says that it is done").Produces<FollowUpView>();
    }

    private static async Task<IResult> ListAsync(string? state, string? owner, HttpContext context, CurrentAgent current, IFollowUpStore followUps, FollowUpViews views)
    {
        var input = new Input();
        var wanted = input.OneOf("state", state ?? "open", States);
        var person = input.OptionalText("owner", owner, Limits.IdentifierCharacters);
        if (wanted is not { } known || !input.IsValid)
        {
            return input.ToProblem();
        }

        AgentId? of = person.Length == 0 ? null : person == Mine ? (await current.OfAsync(context)).Id : new AgentId(person);
        var (items, total) = await followUps.ListAsync(known, of);
        return TypedResults.Ok(await views.ListAsync(items, total));
    }

    private static async Task<IResult> FindAsync(string id, IFollowUpStore followUps, FollowUpViews views) =>
        await followUps.FindAsync(new FollowUpId(id)) is { } followUp ? TypedResults.Ok(await views.OfAsync(followUp)) : Problem.Unknown("follow-up");

    private static Task<IResult> TakeAsync(string id, HttpContext context, CurrentAgent current, FollowUpActions actions, IFollowUpStore followUps, FollowUpViews views, INudges nudges) =>
        ActAsync(id, context, current, new Input(), followUps, views, nudges, (agent, followUp) => actions.TakeAsync(agent, followUp, instead: IsSupervisor(context)));

    private static async Task<IResult> HandOverAsync(
        string id, HandOverRequest? request, HttpContext context, CurrentAgent current, IAgentStore agents, IFollowUpStore followUps, FollowUpViews views, INudges nudges)
    {
        var input = new Input();
        var to = input.Text("agent", request?.Agent, Limits.IdentifierCharacters);
        var note = input.OptionalText("note", request?.Note, Limits.AgentTextCharacters);
        if (input.IsValid && await agents.FindAsync(new AgentId(to)) is null)
        {
            input.Refuse("agent", "'agent' must be somebody who has signed in.");
        }

        return await ActAsync(id, context, current, input, followUps, views, nudges, (agent, followUp) => followUps.HandOverAsync(followUp, agent.Id, new AgentId(to), note, IsSupervisor(context)));
    }

    private static Task<IResult> DoneAsync(string id, NoteRequest? request, HttpContext context, CurrentAgent current, IFollowUpStore followUps, FollowUpViews views, INudges nudges)
    {
        var input = new Input();
        var note = input.OptionalText("note", request?.Note, Limits.AgentTextCharacters);
        return ActAsync(id, context, current, input, followUps, views, nudges, (agent, followUp) => followUps.DoneAsync(followUp, agent.Id, note, IsSupervisor(context)));
    }

    /// <param name="act">Called only when the request is valid and the follow-up exists.</param>
    private static async Task<IResult> ActAsync(
        string id, HttpContext context, CurrentAgent current, Input input, IFollowUpStore followUps, FollowUpViews views, INudges nudges, Func<Agent, FollowUp, Task<FollowUpOutcome>> act)
    {
        if (!input.IsValid)
        {
            return input.ToProblem();
        }

        if (await followUps.FindAsync(new FollowUpId(id)) is not { } followUp)
        {
            return Problem.Unknown("follow-up");
        }

        var outcome = await act(await current.OfAsync(context), followUp);
        if (outcome == FollowUpOutcome.Done)
        {
            nudges.Queue();
        }

        return await followUps.FindAsync(followUp.Id) is not { } now ? Problem.Unknown("follow-up")
            : outcome switch
            {
                FollowUpOutcome.Done => TypedResults.Ok(await views.OfAsync(now)),
                FollowUpOutcome.NotOwner => Problem.NotYours(await views.TakerAsync(now)),
                FollowUpOutcome.Ended => Problem.HasEnded(PublicName.Of(now.State)),
                _ => Problem.Unknown("follow-up"),
            };
    }

    private static bool IsSupervisor(HttpContext context) => context.User.IsInRole(Role.Supervisor);
}
