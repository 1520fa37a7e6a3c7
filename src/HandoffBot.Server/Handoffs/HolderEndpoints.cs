using System.Security.Cryptography;
using System.Text;
using HandoffBot.Contracts.Agents;
using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Problems;

namespace HandoffBot.Server.Handoffs;

/// <summary>What the holder of a handoff does with it. Every request carries the lease's token.</summary>
internal static class HolderEndpoints
{
    private static readonly Dictionary<string, Resolution> Resolutions = new(StringComparer.Ordinal)
    {
        ["solved"] = Resolution.Solved,
        ["followUpDone"] = Resolution.FollowUpDone,
    };

    public static void MapHolder(this IEndpointRouteBuilder handoffs)
    {
        var holder = handoffs.MapGroup("/{id}");
        holder.MapPost("/accept", AcceptAsync).WithSummary("Takes what was offered").Produces<LeaseView>();
        holder.MapPost("/decline", DeclineAsync).WithSummary("Gives it back to the queue, at its original place").Produces(StatusCodes.Status204NoContent);
        holder.MapPost("/renew", RenewAsync).WithSummary("Prolongs the lease").Produces<LeaseView>();
        holder.MapPost("/messages", SayAsync).WithSummary("Says something to the customer").Produces<LeaseView>();
        holder.MapPost("/notes", AddNoteAsync).WithSummary("Adds a note for agents").Produces<LeaseView>();
        holder.MapPost("/transfer", TransferAsync).WithSummary("Passes it to a skill or to a person").Produces(StatusCodes.Status204NoContent);
        holder.MapPost("/return-to-bot", ReturnToBotAsync).WithSummary("Ends it; the bot goes on").Produces(StatusCodes.Status204NoContent);
        holder.MapPost("/resolve", ResolveAsync).WithSummary("Ends it; the customer is asked whether it is solved").Produces(StatusCodes.Status204NoContent);
    }

    private static Task<IResult> AcceptAsync(string id, HttpContext context, Holder holder, AgentActions actions, IAgentStore agents) =>
        holder.ActAsync(context, id, new Input(), async (agent, handoff, token) => await AnsweredAsync(agents, agent, await actions.AcceptAsync(agent, handoff, token)));

    private static Task<IResult> DeclineAsync(string id, HttpContext context, Holder holder, AgentActions actions, IAgentStore agents) =>
        holder.ActAsync(context, id, new Input(), async (agent, handoff, token) => await AnsweredAsync(agents, agent, await actions.DeclineAsync(agent, handoff, token)));

    /// <summary>Accepting and declining are answers to an offer; letting it go by is not.</summary>
    private static async Task<LeaseResult> AnsweredAsync(IAgentStore agents, Agent agent, LeaseResult result)
    {
        if (result.Outcome == LeaseOutcome.Done)
        {
            await agents.AnswerOfferAsync(agent.Id);
        }

        return result;
    }

    private static Task<IResult> RenewAsync(string id, HttpContext context, Holder holder, IHandoffStore handoffs) =>
        holder.ActAsync(context, id, new Input(), (agent, handoff, token) => handoffs.RenewAsync(handoff, agent.Id, token));

    private static Task<IResult> SayAsync(string id, MessageRequest? request, HttpContext context, Holder holder, AgentActions actions)
    {
        var input = new Input();
        var clientId = input.Text("clientId", request?.ClientId, Limits.IdentifierCharacters);
        var text = input.Text("text", request?.Text, Limits.AgentTextCharacters);

        return holder.ActAsync(context, id, input, (agent, handoff, token) => actions.SayAsync(agent, handoff, token, $"{agent.Id}/{clientId}", text));
    }

    private static Task<IResult> AddNoteAsync(string id, NoteRequest? request, HttpContext context, Holder holder, IHandoffStore handoffs)
    {
        var input = new Input();
        var note = input.Text("note", request?.Note, Limits.AgentTextCharacters);
        var clientId = input.OptionalText("clientId", request?.ClientId, Limits.IdentifierCharacters);
        return holder.ActAsync(context, id, input, (agent, handoff, token) => handoffs.AddNoteAsync(handoff, agent.Id, token, note, clientId.Length == 0 ? OwnId(token, note) : clientId));
    }

    /// <summary>A note without an id is itself under this lease: sent twice, it is one note.</summary>
    private static string OwnId(string token, string note) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{token}\n{note}")));

    private static Task<IResult> TransferAsync(string id, TransferRequest? request, HttpContext context, Holder holder, AgentActions actions, Targets targets)
    {
        var input = new Input();
        var note = input.OptionalText("note", request?.Note, Limits.AgentTextCharacters);
        var target = targets.Read(input, request?.Skill, request?.Agent);
        return holder.ActAsync(context, id, input, async (agent, handoff, token) =>
            await actions.TransferAsync(agent, handoff, token, await targets.FindAsync(target!, handoff), note));
    }

    private static Task<IResult> ReturnToBotAsync(string id, NoteRequest? request, HttpContext context, Holder holder, AgentActions actions)
    {
        var input = new Input();
        var note = input.OptionalText("note", request?.Note, Limits.AgentTextCharacters);
        var seenSeq = SeenSeq(input, request?.SeenSeq);
        return holder.ActAsync(context, id, input, (agent, handoff, token) => actions.ReturnToBotAsync(agent, handoff, token, note, seenSeq));
    }

    private static Task<IResult> ResolveAsync(string id, ResolveRequest? request, HttpContext context, Holder holder, AgentActions actions)
    {
        var input = new Input();
        var resolution = input.OneOf("resolution", request?.Resolution, Resolutions);
        var note = input.OptionalText("note", request?.Note, Limits.AgentTextCharacters);
        var seenSeq = SeenSeq(input, request?.SeenSeq);
        return holder.ActAsync(context, id, input, (agent, handoff, token) => actions.ResolveAsync(agent, handoff, token, resolution!.Value, note, seenSeq));
    }

    private static long? SeenSeq(Input input, long? seenSeq)
    {
        if (seenSeq < 0)
        {
            input.Refuse("seenSeq", "'seenSeq' must be a sequence number: 0 or more.");
        }

        return seenSeq;
    }
}
