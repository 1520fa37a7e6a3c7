using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Outages;

/// <summary>Keeps customers' messages on this node's disk while the store is away. What it took is brought to the store once it is back, once each.</summary>
public interface ISpool
{
    /// <summary>Whether messages of this conversation are kept here: later ones have to queue up behind them.</summary>
    bool Holds(ConversationId id);

    /// <summary>Keeps a message. When this returns it is on disk, and stays there through a crash.</summary>
    /// <exception cref="IOException">It could not be kept; nothing may be promised.</exception>
    Task KeepAsync(InboundMessage message);
}
