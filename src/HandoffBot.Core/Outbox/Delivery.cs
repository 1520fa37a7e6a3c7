using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Outbox;

/// <summary>Brings recorded words to the customer: nudges whoever watches the conversation, and sends at once where the channel needs a connector.</summary>
public sealed class Delivery(INudges nudges, OutboxSender sender)
{
    /// <summary>Something was recorded that needs no sending.</summary>
    public void Announce(ConversationId id, bool queueChanged = false) => nudges.Conversation(id, queueChanged);

    /// <summary>Words for the customer were recorded. Does not wait for a connector: what is not acknowledged, the outbox loop sends again.</summary>
    public void Deliver(ConversationId id, ChannelAddress address, bool queueChanged = false)
    {
        nudges.Conversation(id, queueChanged);
        if (address.NeedsConnector)
        {
            _ = Task.Run(() => sender.TrySendAsync(id));
        }
    }
}
