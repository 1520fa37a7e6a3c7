using HandoffBot.Core.Handoffs;
using HandoffBot.Redis;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Hosting;

/// <summary>The process's store, once it has been opened: before anything is mapped, so that nobody can ask for it too early.</summary>
internal sealed class OpenStore(IOptions<RedisOptions> redis, IOptions<HandoffOptions> handoffs, StoreFolder folder, TimeProvider time, ILoggerFactory loggers) : IAsyncDisposable
{
    private Store? _store;

    public Store Store => _store ?? throw new InvalidOperationException("The store is asked for before it is open.");

    /// <exception cref="IOException">Another process uses the embedded store's folder.</exception>
    public async Task OpenAsync() => _store = await Store.OpenAsync(redis.Value, folder.Path, handoffs, time, loggers);

    public ValueTask DisposeAsync() => _store?.DisposeAsync() ?? ValueTask.CompletedTask;
}
