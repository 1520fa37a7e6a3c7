using System.Net;
using System.Threading.RateLimiting;
using HandoffBot.Core.Conversations;
using Microsoft.Extensions.Options;

namespace HandoffBot.Channels.DirectLine;

/// <summary>
/// Bounds what one conversation and one network address may send, so that a program which floods the chat takes nothing from those who type. A message over the limit
/// is refused before anything of it is kept; clients have it still and send it again.
/// </summary>
internal sealed class MessageLimit(IOptions<DirectLineOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<ConversationId> _conversations = PartitionedRateLimiter.Create<ConversationId, string>(id =>
        RateLimitPartition.GetTokenBucketLimiter(id.Value, _ => Bucket(options.Value.MessagesAtOnce, options.Value.MessagesPerMinute)));

    private readonly PartitionedRateLimiter<IPAddress> _addresses = PartitionedRateLimiter.Create<IPAddress, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(NetworkOf.Address(address), _ => Bucket(options.Value.MessagesPerMinutePerAddress, options.Value.MessagesPerMinutePerAddress)));

    /// <summary>Null when the message may be taken, else how long to wait.</summary>
    /// <param name="address">Where it comes from. This machine is a proxy in front of many customers, or a developer: not bounded.</param>
    public TimeSpan? WaitFor(ConversationId id, IPAddress? address)
    {
        using var own = _conversations.AttemptAcquire(id);
        if (!own.IsAcquired)
        {
            return Wait(own);
        }

        if (address is null || IPAddress.IsLoopback(address))
        {
            return null;
        }

        using var shared = _addresses.AttemptAcquire(address);
        return shared.IsAcquired ? null : Wait(shared);
    }

    public void Dispose()
    {
        _conversations.Dispose();
        _addresses.Dispose();
    }

    private static TokenBucketRateLimiterOptions Bucket(int atOnce, int perMinute) =>
        new() { TokenLimit = atOnce, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute, QueueLimit = 0 };

    private static TimeSpan Wait(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
}
