using HandoffBot.Core.Handoffs;

namespace HandoffBot.Redis.Tests.Linearizability;

/// <summary>
/// What claims over several partitions promise, which look at one after the other and act in one of them: an offer is an offer at one instant, of a handoff that waits, to
/// an agent who has room in all partitions together. That there is no work or no room may be old news, and a better one may have come meanwhile.
/// </summary>
internal static class ClaimRules
{
    public static World? Next(World world, string agent, IReadOnlyList<string> skills, Answer said) => said.Outcome switch
    {
        Answer.NoWork or Answer.NoRoom => world,
        // One that is not there yet was opened by a call that overlaps.
        Answer.Offered when world.Handoffs.TryGetValue(said.Handoff!, out var it) && skills.Contains(it.Skill) => Offer(world, it.Id, agent, said),
        _ => null,
    };

    public static World? Offer(World world, string id, string agent, Answer said)
    {
        if (said.Outcome is Answer.NoWork or Answer.NoRoom)
        {
            return world;
        }

        var (next, expected) = Rules.Offer(world, id, agent, said.Token);
        return expected == said ? next : null;
    }

    public static World? TransferToAgent(World world, string id, string agent, string token, string target, Answer said)
    {
        var (next, expected) = Rules.TransferToAgent(world, id, agent, token, target);
        return expected == said ? next : said.Outcome == Answer.TargetUnavailable && world.Handoffs[id].HasLease(HandoffState.Held, agent, token, world.Now) ? world : null;
    }
}
