using HandoffBot.Core.Outbox;
using HandoffBot.Server.Loops;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Outbox;

/// <summary>Sends again what a channel has not acknowledged.</summary>
internal sealed class OutboxLoop(IOutboxStore outbox, OutboxSender sender, IOptions<LoopOptions> options, TimeProvider time, ILogger<OutboxLoop> logger)
    : Loop("outbox", options.Value.OutboxEvery, time, logger)
{
    /// <summary>Conversations sent at once, so that one slow channel does not hold up the others.</summary>
    private const int AtOnce = 16;

    // Sending logs its own failures and leaves the rest for the next pass, so only the store can fail a pass.
    public override async Task PassAsync(CancellationToken cancellationToken) => await Parallel.ForEachAsync(
        await outbox.FindDueAsync(),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (id, _) => await sender.TrySendAsync(id));
}
