using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Redis.Tests.Linearizability;

/// <summary>
/// The transition table of a handoff, as one caller after the other would see it. The store must behave as if it followed these rules, however many callers there are.
/// <code>
/// operation            from             to        only if                                        customer hears
/// offer, next          Waiting          Offered   agent present, has room, not passed over (next)
/// accept               Offered          Held      live lease with this token                     1 notice
/// decline              Offered, Held    Waiting   this token; original score, agent passed over  1 notice
/// reclaim              Offered, Held    Waiting   this token, lease over; the same               nothing
/// renew                Held             Held      live lease with this token
/// say                  Held             Held      live lease with this token; once per id        the words
/// transfer to skill    Held             Waiting   live lease with this token; original score     1 notice
/// transfer to agent    Held             Offered   the same; target present and has room          1 notice
/// close                Held             Closed    live lease with this token                     1 notice
/// withdraw             Waiting, Offered Closed    the customer has not typed on                  1 notice
/// ask                  -                Waiting   the bot owns the conversation at this version  1 notice
/// </code>
/// Owner: Bot before ask and after close or withdraw, Agent while Held, else Queue.
/// </summary>
internal static class Rules
{
    public static readonly long OfferFor = (long)new HandoffOptions().OfferFor.TotalMilliseconds;
    public static readonly long HoldFor = (long)new HandoffOptions().HoldFor.TotalMilliseconds;
    public static readonly long SkipFor = (long)new HandoffOptions().SkipFor.TotalMilliseconds;

    /// <param name="token">Of the new lease, as the caller was told; null when it was not.</param>
    public static (World, Answer) Next(World world, string agent, IReadOnlyList<string> skills, string? token)
    {
        if (world.RefusalOf(agent) is { } refusal)
        {
            return (world, new Answer(refusal));
        }

        var best = world.Handoffs.Values
            .Where(it => it.State == HandoffState.Waiting && skills.Contains(it.Skill) && !it.IsSkipped(agent, world.Now))
            .OrderBy(it => it.Score).ThenBy(it => it.Id, StringComparer.Ordinal).FirstOrDefault();
        return best is null ? (world, new Answer(Answer.NoWork)) : Lease(world, best, agent, token);
    }

    public static (World, Answer) Offer(World world, string id, string agent, string? token)
    {
        var it = world.Handoffs[id];
        if (it.IsLeased && it.Holder == agent && it.Until > world.Now)
        {
            var told = it with { Token = it.Token ?? token };
            return (world.With(told), new Answer(Answer.Offered, 0, id, told.Token));
        }

        return it.State != HandoffState.Waiting ? (world, new Answer(Answer.Taken, 0, id))
            : world.RefusalOf(agent) is { } refusal ? (world, new Answer(refusal))
            : Lease(world, it, agent, token);
    }

    public static (World, Answer) Accept(World world, string id, string agent, string token)
    {
        var it = world.Handoffs[id];
        if (it.HasLease(HandoffState.Held, agent, token, world.Now))
        {
            return (world, Done(world, it));
        }

        return !it.HasLease(HandoffState.Offered, agent, token, world.Now) ? Lost(world)
            : Did(world.With(it with { State = HandoffState.Held, Until = world.Now + HoldFor, Skips = it.Skips.Clear() }).Write(it.Conversation, 1, c => c with { Owner = Owner.Agent, Agent = agent }), it);
    }

    public static (World, Answer) Return(World world, string id, string token, string? agent)
    {
        var it = world.Handoffs[id];
        if (!it.IsLeased || it.Token != token || (agent is null ? it.Until > world.Now : it.Holder != agent))
        {
            return Lost(world);
        }

        return Did(world.With(Waiting(it, it.Holder, world.Now)).Write(it.Conversation, agent is null ? 0 : 1, InQueue), it);
    }

    public static (World, Answer) Renew(World world, string id, string agent, string token)
    {
        var it = world.Handoffs[id];
        return it.HasLease(HandoffState.Held, agent, token, world.Now) ? Did(world.With(it with { Until = world.Now + HoldFor }), it) : Lost(world);
    }

    public static (World, Answer) Say(World world, string id, string agent, string token, string message)
    {
        var it = world.Handoffs[id];
        var mark = $"agent:{agent}:{message}";
        if (world.Conversations[it.Conversation].Seen.TryGetValue(mark, out var seq))
        {
            return (world, new Answer(Answer.Done, seq));
        }

        return it.HasLease(HandoffState.Held, agent, token, world.Now)
            ? Did(world.With(it with { Until = world.Now + HoldFor }).Write(it.Conversation, 1, c => c with { Seen = c.Seen.Add(mark, c.Turns + 1) }), it)
            : Lost(world);
    }

    public static (World, Answer) TransferToSkill(World world, string id, string agent, string token, string skill)
    {
        var it = world.Handoffs[id];
        return it.HasLease(HandoffState.Held, agent, token, world.Now)
            ? Did(world.With(Waiting(it, agent, world.Now) with { Skill = skill }).Write(it.Conversation, 1, InQueue), it)
            : Lost(world);
    }

    public static (World, Answer) TransferToAgent(World world, string id, string agent, string token, string target)
    {
        var it = world.Handoffs[id];
        if (!it.HasLease(HandoffState.Held, agent, token, world.Now))
        {
            return Lost(world);
        }

        if (target == agent || world.RefusalOf(target) is not null)
        {
            return (world, new Answer(Answer.TargetUnavailable));
        }

        var offered = Waiting(it, agent, world.Now) with { State = HandoffState.Offered, Holder = target, Token = null, Until = world.Now + OfferFor };
        return Did(world.With(offered).Write(it.Conversation, 1, InQueue), it);
    }

    public static (World, Answer) Close(World world, string id, string agent, string token)
    {
        var it = world.Handoffs[id];
        return it.State == HandoffState.Closed && it.Token == token ? (world, Done(world, it))
            : it.HasLease(HandoffState.Held, agent, token, world.Now) ? Did(Closed(world, it), it)
            : Lost(world);
    }

    public static (World, Answer) Withdraw(World world, string id, long version)
    {
        var it = world.Handoffs[id];
        return it.State is HandoffState.Waiting or HandoffState.Offered && world.Conversations[it.Conversation].Version == version
            ? (Closed(world, it with { Token = "" }), new Answer(Answer.Done))
            : (world, new Answer(Answer.Refused));
    }

    public static (World, Answer) Hear(World world, string conversation, string message)
    {
        var before = world.Conversations[conversation];
        return before.Seen.TryGetValue(message, out var seq)
            ? (world, new Answer(Answer.Duplicate, seq))
            : (world.Write(conversation, 1, c => c with { Seen = c.Seen.Add(message, c.Turns + 1) }), new Answer(Answer.Done, before.Turns + 1));
    }

    public static (World, Answer) Ask(World world, ModelHandoff asked, long version)
    {
        var before = world.Conversations[asked.Conversation];
        return before.Owner != Owner.Bot ? (world, new Answer(Answer.NotOwner))
            : before.Version != version ? (world, new Answer(Answer.Conflict))
            : (world.With(asked).Write(asked.Conversation, 1, c => c with { Owner = Owner.Queue, Handoff = asked.Id }), new Answer(Answer.Done));
    }

    private static (World, Answer) Lease(World world, ModelHandoff it, string agent, string? token) =>
        (world.With(it with { State = HandoffState.Offered, Holder = agent, Token = token, Until = world.Now + OfferFor }), new Answer(Answer.Offered, 0, it.Id, token));

    private static ModelHandoff Waiting(ModelHandoff it, string skipped, long now) =>
        it with { State = HandoffState.Waiting, Holder = "", Token = "", Until = 0, Skips = it.Skips.RemoveRange(it.Skips.Where(skip => skip.Value <= now).Select(skip => skip.Key)).SetItem(skipped, now + SkipFor) };

    private static World Closed(World world, ModelHandoff it) =>
        world.With(it with { State = HandoffState.Closed, Until = 0 }).Write(it.Conversation, 1, c => c with { Owner = Owner.Bot, Agent = "", Handoff = "" });

    private static ModelConversation InQueue(ModelConversation conversation) => conversation with { Owner = Owner.Queue, Agent = "" };

    private static Answer Done(World world, ModelHandoff it) => new(Answer.Done, world.Conversations[it.Conversation].Turns);

    private static (World, Answer) Did(World world, ModelHandoff it) => (world, Done(world, it));

    private static (World, Answer) Lost(World world) => (world, new Answer(Answer.LeaseLost));
}
