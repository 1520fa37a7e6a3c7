using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace HandoffBot.Channels.DirectLine;

/// <summary>Bounds the chat tokens that one network address takes, since anybody may ask for them.</summary>
internal sealed class ChatTokenLimit(IOptions<DirectLineOptions> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(NetworkOf.Address(address), _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.TokensPerMinute, Window = Window }));

    /// <summary>Null when a token may be issued, else how long to wait.</summary>
    public TimeSpan? WaitFor(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address ?? IPAddress.None);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    public void Dispose() => _limiter.Dispose();
}
