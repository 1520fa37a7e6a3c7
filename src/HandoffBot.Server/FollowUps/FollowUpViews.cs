using HandoffBot.Contracts.Agents;
using HandoffBot.Core.Agents;
using HandoffBot.Core.FollowUps;
using HandoffBot.Server.Agents;

namespace HandoffBot.Server.FollowUps;

/// <summary>Follow-ups as agents see them.</summary>
internal sealed class FollowUpViews(IAgentStore agents, IFollowUpStore followUps, TimeProvider time)
{
    public async Task<FollowUpList> ListAsync(IReadOnlyList<FollowUp> items, long total)
    {
        var names = await NamesAsync();
        return new FollowUpList([.. items.Select(followUp => View(followUp, names, null))], total);
    }

    /// <summary>One follow-up with its notes.</summary>
    public async Task<FollowUpView> OfAsync(FollowUp followUp)
    {
        var names = await NamesAsync();
        var notes = await followUps.ReadNotesAsync(followUp.Id);
        return View(followUp, names, [.. notes.Select(note => new NoteView(note.At, names.GetValueOrDefault(note.Agent, note.Agent.Value), note.Text))]);
    }

    /// <summary>The named person who has it; null when nobody has taken it.</summary>
    public async Task<HolderView?> TakerAsync(FollowUp followUp) => followUp is { IsTaken: true, Owner: { } owner } ? Person(owner, await NamesAsync()) : null;

    private async Task<Dictionary<AgentId, string>> NamesAsync() => (await agents.ListAsync()).ToDictionary(agent => agent.Id, agent => agent.Name);

    private FollowUpView View(FollowUp followUp, Dictionary<AgentId, string> names, IReadOnlyList<NoteView>? notes)
    {
        var opened = followUp.Opened;
        return new FollowUpView(
            opened.Id.Value,
            opened.Conversation.Value,
            opened.Handoff?.Value,
            opened.Reference,
            PublicName.Of(opened.Kind),
            opened.Why,
            PublicName.Of(followUp.State),
            opened.Skill,
            opened.Channel,
            opened.Language,
            opened.OpenedAt,
            opened.DueAt,
            followUp.State == FollowUpState.Open && opened.DueAt < time.GetUtcNow(),
            new CustomerView(opened.Customer.Id, opened.Customer.Name),
            followUp.Owner is { } owner ? Person(owner, names) : null,
            followUp.IsTaken,
            opened.Contact,
            followUp.Ending is { } ending ? new FollowUpEndView(ending.At, ending.By is { } by ? Person(by, names) : null, ending.Note) : null,
            notes);
    }

    private static HolderView Person(AgentId id, Dictionary<AgentId, string> names) => new(id.Value, names.GetValueOrDefault(id, id.Value));
}
