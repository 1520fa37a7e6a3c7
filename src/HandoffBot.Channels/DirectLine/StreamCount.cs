using HandoffBot.Core;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Channels.DirectLine;

/// <summary>Counts the sockets that are open on each conversation in this process.</summary>
internal sealed class StreamCount
{
    private readonly Dictionary<ConversationId, int> _open = [];

    /// <summary>False when the conversation has <see cref="Limits.StreamsPerConversation"/> already; else <see cref="Leave"/> must follow.</summary>
    public bool TryEnter(ConversationId id)
    {
        lock (_open)
        {
            var open = _open.GetValueOrDefault(id);
            if (open >= Limits.StreamsPerConversation)
            {
                return false;
            }

            _open[id] = open + 1;
            return true;
        }
    }

    public void Leave(ConversationId id)
    {
        lock (_open)
        {
            if (--_open[id] == 0)
            {
                _open.Remove(id);
            }
        }
    }
}
