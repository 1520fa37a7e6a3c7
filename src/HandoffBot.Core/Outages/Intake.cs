using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Outages;

/// <summary>
/// The way in for customers: into the store, or on this node's disk while the store is away. Either way the message is safe when the customer's channel is answered;
/// when neither takes it, the channel gets an error and tries again (promise G3).
/// </summary>
public sealed class Intake(TurnHandler turns, ISpool spool, IStorePulse pulse, TimeProvider time)
{
    /// <summary>Opens a conversation with a greeting. While the store is away nothing is kept: the first message opens it.</summary>
    /// <returns>False when it was open before.</returns>
    public Task<bool> StartAsync(ConversationId id, ChannelAddress address, Customer customer) => pulse.AskAsync(() => turns.StartAsync(id, address, customer), () => true);

    /// <summary>Takes a customer's message. The channel may be answered when this returns.</summary>
    /// <exception cref="IOException">The store is away and the disk does not take it either.</exception>
    public async Task<Received> ReceiveAsync(InboundMessage message)
    {
        if (pulse.IsAway || spool.Holds(message.Conversation))
        {
            return await KeepAsync(message);
        }

        try
        {
            return await turns.ReceiveAsync(message);
        }
        catch (Exception exception) when (pulse.Explains(exception))
        {
            // It may have been recorded, only the answer was lost. Then the store knows its id and will not record it again.
            return await KeepAsync(message);
        }
    }

    private async Task<Received> KeepAsync(InboundMessage message)
    {
        await spool.KeepAsync(message with { SaidAt = message.SaidAt ?? time.GetUtcNow() });
        return Received.Kept;
    }
}
