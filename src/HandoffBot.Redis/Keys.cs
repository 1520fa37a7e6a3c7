using System.Collections.Immutable;
using HandoffBot.Core.Alerts;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using StackExchange.Redis;

namespace HandoffBot.Redis;

/// <summary>
/// The partitions of the store. A conversation and its handoffs lie in one partition; who the agents are and how much they take lies in the first. Each
/// partition is one hash slot, so that a Redis Cluster spreads them over its primaries.
/// </summary>
internal sealed class Keys(string prefix, int partitions)
{
    /// <summary>All partitions. Whoever lists or sums asks each of them.</summary>
    public ImmutableArray<PartitionKeys> All { get; } = [.. Enumerable.Range(0, partitions).Select(partition => new PartitionKeys(prefix, partition))];

    public PartitionKeys First => All[0];

    /// <summary>String: how many partitions the data was begun with.</summary>
    public RedisKey Partitions { get; } = $"{{{prefix}:0}}:partitions";

    /// <summary>Pub/sub channel of nudges.</summary>
    public RedisChannel Nudges { get; } = RedisChannel.Literal($"{{{prefix}:0}}:nudges");

    public PartitionKeys Of(ConversationId id) => All[id.Shard % All.Length];

    public PartitionKeys Of(AlertId id) => All[id.Shard % All.Length];

    public PartitionKeys Of(FollowUpId id) => All[id.Shard % All.Length];

    public PartitionKeys Of(HandoffId id) => All[id.Shard % All.Length];
}
