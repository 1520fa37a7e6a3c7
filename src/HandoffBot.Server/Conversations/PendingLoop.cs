using HandoffBot.Core.Conversations;
using HandoffBot.Server.Loops;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Conversations;

/// <summary>Gives customers whose reply is overdue to a person: whatever process or reader was to answer them did not (promise G8).</summary>
internal sealed class PendingLoop(IConversationStore conversations, TurnHandler turns, IOptions<LoopOptions> options, TimeProvider time, ILogger<PendingLoop> logger)
    : Loop("pending replies", options.Value.PendingEvery, time, logger)
{
    public override async Task PassAsync(CancellationToken cancellationToken) =>
        await EachAsync(await conversations.FindOverdueRepliesAsync(), turns.HandOffOverdueAsync, cancellationToken);
}
