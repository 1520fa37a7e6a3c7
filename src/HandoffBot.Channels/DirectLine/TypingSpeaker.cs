using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Channels.DirectLine;

/// <summary>Who may be shown as typing: the bot while it owes an answer, or the person who holds the conversation. In the queue nobody is (promise G7).</summary>
internal sealed class TypingSpeaker
{
    private readonly Dictionary<Speaker, string?> _names = [];
    private Speaker? _owner;
    private Speaker? _last;

    public TypingSpeaker(Snapshot start)
    {
        foreach (var turn in start.Recent)
        {
            Follow(turn);
        }

        _owner = start.Conversation.Owner switch
        {
            Owner.Bot => Core.Conversations.Speaker.Bot,
            Owner.Agent => Core.Conversations.Speaker.Agent,
            _ => null,
        };
    }

    /// <summary>Null while the conversation is in the queue, and once the bot has answered: the nudge that it types may come after its words.</summary>
    public Speaker? Speaker => _owner == Core.Conversations.Speaker.Bot && _last != Core.Conversations.Speaker.Customer ? null : _owner;

    /// <summary>As they called themselves last; null when they have said nothing yet.</summary>
    public string? Name => Speaker is { } speaker ? _names.GetValueOrDefault(speaker) : null;

    public void Follow(Turn turn)
    {
        _names[turn.Said.Speaker] = turn.Said.Name;
        _last = turn.Said.Speaker;
        if (turn.Said.Handoff is { } handoff)
        {
            _owner = handoff.State switch
            {
                HandoffState.Closed => Core.Conversations.Speaker.Bot,
                HandoffState.Held => Core.Conversations.Speaker.Agent,
                _ => null,
            };
            _names.Remove(Core.Conversations.Speaker.Agent);
        }
    }
}
