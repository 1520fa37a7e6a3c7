using HandoffBot.Contracts.Agents;
using HandoffBot.Contracts.Ops;
using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Problems;
using HandoffBot.Server.SignIn;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Agents;

/// <summary>Who the agent is, and whether they are there.</summary>
internal static class AgentEndpoints
{
    private static readonly Dictionary<string, Presence> Statuses = new(StringComparer.Ordinal)
    {
        ["available"] = Presence.Available,
        ["away"] = Presence.Away,
        ["offline"] = Presence.Offline,
    };

    /// <summary>Nobody is made available but by themselves.</summary>
    private static readonly Dictionary<string, Presence> ForColleagues = Statuses.Where(status => status.Value != Presence.Available).ToDictionary(StringComparer.Ordinal);

    public static void MapAgents(this IEndpointRouteBuilder agentApi)
    {
        agentApi.MapGet("/me", MeAsync).WithSummary("The signed-in agent").Produces<AgentMe>();
        agentApi.MapGet("/agents", ListAsync).WithSummary("Everybody who has signed in, for transfers").Produces<AgentList>();
        agentApi.MapPut("/colleagues/{id}/presence", SetColleagueAsync).RequireAuthorization(Access.SupervisorPolicy).WithSummary("Sets a colleague away or offline").Produces<AgentPresenceView>();
        agentApi.MapPut("/presence", SetPresenceAsync).WithSummary("Sets presence, capacity, skills and languages").Produces<AgentMe>();
        agentApi.MapGet("/events", AgentEvents.StreamAsync).WithSummary("Server-sent events: nudges to look again");
    }

    private static async Task<IResult> MeAsync(HttpContext context, CurrentAgent current, IOptions<HandoffOptions> options, DialogSet dialogs) =>
        TypedResults.Ok(View(await current.OfAsync(context), context, options.Value, dialogs));

    private static async Task<IResult> ListAsync(IAgentStore agents) => TypedResults.Ok(new AgentList(await Colleagues.ReadAsync(agents)));

    private static async Task<IResult> SetPresenceAsync(PresenceRequest? request, HttpContext context, CurrentAgent current, IAgentStore agents, INudges nudges, IOptions<HandoffOptions> options, DialogSet dialogs)
    {
        var input = new Input();
        var status = request?.Status is { } given ? input.OneOf("status", given, Statuses) : null;
        if (request?.Capacity is < 1 or > Limits.AgentCapacity)
        {
            input.Refuse("capacity", $"'capacity' must be from 1 to {Limits.AgentCapacity}.");
        }

        if (request?.Skills is { } skills && (skills.Count == 0 || skills.Except(options.Value.Skills, StringComparer.Ordinal).Any()))
        {
            input.Refuse("skills", $"'skills' must be some of {string.Join(", ", options.Value.Skills)}.");
        }

        if (request?.Languages is { } languages && languages.Except(dialogs.Languages, StringComparer.Ordinal).Any())
        {
            input.Refuse("languages", $"'languages' must be some of {string.Join(", ", dialogs.Languages)}, or empty for all.");
        }

        if (request is null or { Status: null, Capacity: null, Skills: null, TakesOffers: null, Languages: null })
        {
            input.Refuse("status", "'status' is missing, and so is everything else that could be changed.");
        }

        if (!input.IsValid)
        {
            return input.ToProblem();
        }

        var agent = await current.OfAsync(context);
        var changed = agent with
        {
            Presence = status ?? agent.Presence,
            Cause = status is null ? agent.Cause : PresenceCause.Self,
            Capacity = request!.Capacity ?? agent.Capacity,
            Skills = request.Skills is { } chosen ? [.. chosen.Distinct(StringComparer.Ordinal)] : agent.Skills,
            TakesOffers = request.TakesOffers ?? agent.TakesOffers,
            Languages = request.Languages is { } spoken ? spoken.Count == 0 ? null : [.. spoken.Distinct(StringComparer.Ordinal)] : agent.Languages,
        };
        await agents.SetAsync(changed);
        nudges.Queue();
        return TypedResults.Ok(View(changed, context, options.Value, dialogs));
    }

    private static async Task<IResult> SetColleagueAsync(string id, ColleaguePresenceRequest? request, HttpContext context, IAgentStore agents, INudges nudges, ILoggerFactory loggers)
    {
        var input = new Input();
        var status = input.OneOf("status", request?.Status, ForColleagues);
        if (!input.IsValid)
        {
            return input.ToProblem();
        }

        if (await agents.FindAsync(new AgentId(id)) is not { } colleague)
        {
            return Problem.Unknown("colleague");
        }

        var changed = colleague with { Presence = status!.Value, Cause = PresenceCause.Supervisor };
        await agents.SetAsync(changed);
        nudges.Queue();
        var (log, supervisor) = (loggers.CreateLogger(typeof(AgentEndpoints)), Person.Of(context.User).Id);
        PresenceLog.SetBySupervisor(log, colleague.Id, changed.Presence, supervisor);
        return TypedResults.Ok(Colleagues.View(changed));
    }

    private static AgentMe View(Agent agent, HttpContext context, HandoffOptions options, DialogSet dialogs) => new(
        agent.Id.Value,
        agent.Name,
        Person.Of(context.User).Roles,
        PublicName.Of(agent.Presence),
        agent.Capacity,
        agent.Skills,
        options.Skills,
        agent.Load,
        agent.TakesOffers,
        agent.Cause == PresenceCause.Self ? null : PublicName.Of(agent.Cause))
    {
        Languages = agent.Languages ?? [],
        AllLanguages = dialogs.Languages,
    };
}
