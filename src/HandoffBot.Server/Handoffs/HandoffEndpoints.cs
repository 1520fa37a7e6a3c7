using System.ComponentModel;
using System.Globalization;
using HandoffBot.Contracts.Agents;
using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Agents;
using HandoffBot.Server.Problems;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Handoffs;

/// <summary>The queue, single handoffs, and taking them. What their holder does is in <see cref="HolderEndpoints"/>.</summary>
internal static class HandoffEndpoints
{
    private static readonly Dictionary<string, HandoffState> LiveStates = new(StringComparer.Ordinal)
    {
        ["waiting"] = HandoffState.Waiting,
        ["offered"] = HandoffState.Offered,
        ["held"] = HandoffState.Held,
    };

    public static void MapHandoffs(this IEndpointRouteBuilder agentApi)
    {
        var handoffs = agentApi.MapGroup("/handoffs");
        handoffs.MapGet("", ListAsync).WithSummary("Live handoffs in a state, best place first; with reference= those that a customer names by it").Produces<HandoffList>();
        handoffs.MapPost("/next", NextAsync).WithSummary("Takes the best waiting handoff; 204 when nobody waits").Produces<HandoffView>().Produces(StatusCodes.Status204NoContent);
        handoffs.MapGet("/{id}", FindAsync).WithSummary("One handoff").Produces<HandoffView>();
        handoffs.MapGet("/{id}/transcript", TranscriptAsync).WithSummary("Every turn, with what was read and decided").Produces<TranscriptView>();
        handoffs.MapGet("/{id}/notes", NotesAsync).WithSummary("Notes of agents").Produces<NoteList>();
        handoffs.MapGet("/{id}/trail", TrailAsync).WithSummary("What has happened to a handoff, oldest first").Produces<TrailView>();
        handoffs.MapPost("/{id}/claim", ClaimAsync).WithSummary("Takes this handoff").Produces<HandoffView>();
        handoffs.MapHolder();
        handoffs.MapSupervisor();
    }

    private static async Task<IResult> ListAsync(string? state, string? skill, string? reference, HttpContext context, CurrentAgent current, IHandoffStore handoffs, HandoffViews views, IOptions<HandoffOptions> options)
    {
        var input = new Input();
        if (reference is not null)
        {
            return await FindByReferenceAsync(reference, context, current, handoffs, views);
        }

        var wanted = input.OneOf("state", state ?? "waiting", LiveStates);
        input.KnownOrAbsent("skill", skill, options.Value.Skills);
        if (wanted is not { } known || !input.IsValid)
        {
            return input.ToProblem();
        }

        var (items, total) = await handoffs.ListAsync(known, skill);
        return TypedResults.Ok(await views.ListAsync(items, total, await current.OfAsync(context)));
    }

    /// <summary>What a customer's reference stands for, closed handoffs included. Those that wait or are held now are found even when nobody was told theirs.</summary>
    private static async Task<IResult> FindByReferenceAsync(string typed, HttpContext context, CurrentAgent current, IHandoffStore handoffs, HandoffViews views)
    {
        if (Reference.Read(typed) is not { } reference)
        {
            var input = new Input();
            input.Refuse("reference", "'reference' must be a reference such as K7QF-3MP.");
            return input.ToProblem();
        }

        var found = await handoffs.FindByReferenceAsync(reference);
        if (found.Count == 0)
        {
            var live = await Task.WhenAll(LiveStates.Values.Select(state => handoffs.ListAsync(state, null)));
            found = [.. live.SelectMany(list => list.Items).Where(handoff => Reference.Of(handoff.Id) == reference)];
        }

        return TypedResults.Ok(await views.ListAsync(found, found.Count, await current.OfAsync(context)));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, CurrentAgent current, IHandoffStore handoffs, AgentActions actions, HandoffViews views) =>
        await handoffs.FindAsync(new HandoffId(id)) is { } handoff
            ? TypedResults.Ok(await views.OfAsync(await WithReceiptAsync(handoff, actions), await current.OfAsync(context), withLastSaid: true))
            : Problem.Unknown("handoff");

    /// <summary>With the receipt of its pickup, also when the node that took it in died before it could write it.</summary>
    private static async Task<Handoff> WithReceiptAsync(Handoff handoff, AgentActions actions) =>
        handoff.AnsweredAt is null ? handoff : handoff with { Receipt = await actions.GiveReceiptAsync(handoff) };

    private static async Task<IResult> TranscriptAsync(string id, string? after, IHandoffStore handoffs, AgentActions actions, Transcript transcript)
    {
        var seq = 0L;
        if (after is not (null or "") && !(long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out seq)))
        {
            var input = new Input();
            input.Refuse("after", "'after' must be a sequence number: 0 or more.");
            return input.ToProblem();
        }

        return await handoffs.FindAsync(new HandoffId(id)) is { } handoff ? TypedResults.Ok(await transcript.ReadAsync(await WithReceiptAsync(handoff, actions), seq)) : Problem.Unknown("handoff");
    }

    private static async Task<IResult> NotesAsync(string id, IHandoffStore handoffs, IAgentStore agents)
    {
        if (await handoffs.FindAsync(new HandoffId(id)) is not { } handoff)
        {
            return Problem.Unknown("handoff");
        }

        var notes = await handoffs.ReadNotesAsync(handoff.Id);
        var names = notes.Count == 0 ? [] : (await agents.ListAsync()).ToDictionary(agent => agent.Id, agent => agent.Name);
        return TypedResults.Ok(new NoteList([.. notes.Select(note => new NoteView(note.At, names.GetValueOrDefault(note.Agent, note.Agent.Value), note.Text))]));
    }

    private static async Task<IResult> TrailAsync(string id, IHandoffStore handoffs, IAgentStore agents)
    {
        if (await handoffs.FindAsync(new HandoffId(id)) is not { } handoff)
        {
            return Problem.Unknown("handoff");
        }

        var names = (await agents.ListAsync()).ToDictionary(agent => agent.Id.Value, agent => agent.Name, StringComparer.Ordinal);
        return TypedResults.Ok(new TrailView([.. (await handoffs.ReadTrailAsync(handoff.Id)).Select(entry =>
            new TrailEntryView(entry.At, entry.What, names.GetValueOrDefault(entry.Who, entry.Who), names.GetValueOrDefault(entry.Why, entry.Why)))]));
    }

    private static async Task<IResult> NextAsync(
        [FromHeader(Name = IdempotencyKey.Header), Description(IdempotencyKey.OfNext)] string? idempotencyKey, HttpContext context, CurrentAgent current, AgentActions actions, HandoffViews views)
    {
        var input = new Input();
        var wish = input.OptionalText(IdempotencyKey.Header, idempotencyKey, Limits.IdentifierCharacters);
        if (!input.IsValid)
        {
            return input.ToProblem();
        }

        var agent = await current.OfAsync(context);
        return await ReplyAsync(await actions.NextAsync(agent, wish.Length == 0 ? null : wish), agent, views);
    }

    private static async Task<IResult> ClaimAsync(string id, HttpContext context, CurrentAgent current, AgentActions actions, HandoffViews views)
    {
        if (id.Length > Limits.IdentifierCharacters)
        {
            return Problem.Unknown("handoff");
        }

        var agent = await current.OfAsync(context);
        return await ReplyAsync(await actions.ClaimAsync(agent, new HandoffId(id)), agent, views);
    }

    private static async Task<IResult> ReplyAsync(OfferResult offer, Agent agent, HandoffViews views) => offer.Outcome switch
    {
        OfferOutcome.Offered => TypedResults.Ok(await views.OfAsync(offer.Handoff!, agent, withLastSaid: false)),
        OfferOutcome.NoWork => TypedResults.NoContent(),
        OfferOutcome.NoRoom => Problem.NoRoom(agent.Capacity),
        OfferOutcome.NotPresent => Problem.NotPresent(),
        OfferOutcome.AlreadyTaken => Problem.AlreadyTaken(
            await views.HolderAsync(offer.Handoff),
            PublicName.Of(offer.Handoff?.State ?? HandoffState.Closed)),
        _ => Problem.Unknown("handoff"),
    };
}
