using HandoffBot.Core;
using HandoffBot.Redis;

namespace HandoffBot.Server.Ops;

/// <summary>What the store says about itself, asked at most once in <see cref="Limits.ProbedFor"/> however often probes come.</summary>
internal sealed class StoreReport(Func<Task<StoreHealthReport>> ask, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task<StoreHealthReport>? _asked;
    private long _askedAt;

    public Task<StoreHealthReport> ReadAsync()
    {
        lock (_lock)
        {
            if (_asked is null || (_asked.IsCompleted && time.GetElapsedTime(_askedAt) >= Limits.ProbedFor))
            {
                (_asked, _askedAt) = (ask(), time.GetTimestamp());
            }

            return _asked;
        }
    }
}
