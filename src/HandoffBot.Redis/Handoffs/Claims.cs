using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.Handoffs;

/// <summary>
/// Claims for an agent over several partitions. One script cannot touch them all, so a claim looks at each, takes the globally best head, and is refused there when a
/// newer claim of the same agent has looked since: epochs are fencing tokens. With one partition there is nothing to coordinate and the claim is empty.
/// </summary>
internal sealed class Claims(IDatabase database, Keys keys, TimeProvider time)
{
    private static readonly Script Start = Script.Load("start-claim");
    private static readonly Script Look = Script.Load("look-for-work");

    /// <summary>Offers of partitions that are the only one need no claim.</summary>
    public bool AreNeeded => keys.All.Length > 1;

    /// <summary>Looks at all partitions.</summary>
    /// <param name="skills">Whose queues to look into; none when only the agent's load matters.</param>
    /// <returns>Null when the agent is not present.</returns>
    public async Task<Claim?> LookAsync(AgentId agent, IReadOnlyList<string> skills)
    {
        var started = await Start.RunAsync(database, [keys.First.Handoffs], [agent.Value]);
        if ((int)started[0] == (int)Reply.NotPresent)
        {
            return null;
        }

        var (epoch, now) = ((long)started[0], time.GetUtcNow().Ms());
        var looks = await Task.WhenAll(keys.All.Select(at =>
            Look.RunAsync(database, [at.Handoffs, .. skills.Select(at.Queue)], [now, agent.Value, epoch, Limits.OfferCandidates])));
        return new Claim(epoch, (int)started[1], [.. looks.Select(look => new Seen((int)look[0], look.Length == 1 ? null : new Head((string)look[1]!, (long)look[2], (string)look[3]!)))]);
    }

    /// <summary>Runs a script in one partition with a claim for an agent, and again with a newer one while it is refused as outdated.</summary>
    /// <returns>The script's reply; null when the agent is not present.</returns>
    public async Task<RedisResult?> RunAsync(AgentId agent, PartitionKeys at, Func<RedisValue, Task<RedisResult>> run)
    {
        if (!AreNeeded)
        {
            return await run(RedisValue.EmptyString);
        }

        RedisResult? reply = null;
        for (var attempt = 0; attempt < Limits.ClaimAttempts && (reply is null || (Reply)(int)reply[0] == Reply.OutdatedClaim); attempt++)
        {
            if (await LookAsync(agent, []) is not { } claim)
            {
                return null;
            }

            reply = await run(claim.In(keys.All.IndexOf(at)));
        }

        return reply;
    }

    /// <param name="Capacity">Of the agent, all partitions together.</param>
    /// <param name="Partitions">What was seen, partition by partition.</param>
    internal sealed record Claim(long Epoch, int Capacity, IReadOnlyList<Seen> Partitions)
    {
        public bool HasRoom => Partitions.Sum(seen => seen.Load) < Capacity;

        /// <summary>The best head of all and its partition; null when nothing waits for this agent.</summary>
        public (int Partition, Head Head)? Best => Partitions
            .Select((seen, partition) => (Partition: partition, seen.Head))
            .Where(seen => seen.Head is not null)
            .OrderBy(seen => seen.Head!.Score).ThenBy(seen => seen.Head!.Id, StringComparer.Ordinal)
            .Select(seen => ((int, Head)?)(seen.Partition, seen.Head!))
            .FirstOrDefault();

        /// <summary>As the scripts of this partition take it: "epoch capacity elsewhere".</summary>
        public RedisValue In(int partition) => $"{Epoch} {Capacity} {Partitions.Sum(seen => seen.Load) - Partitions[partition].Load}";
    }

    /// <param name="Load">Handoffs the agent has there.</param>
    internal sealed record Seen(int Load, Head? Head);

    internal sealed record Head(string Id, long Score, string Skill);
}
