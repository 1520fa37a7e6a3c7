using System.Collections.Concurrent;
using HandoffBot.Core.Conversations;
using StackExchange.Redis;

namespace HandoffBot.Redis.Nudges;

/// <summary>
/// One subscription per process to one channel; nudges are told to the listeners here. A nudge is "c id" (conversation changed), "b id" (that and the queues), "t id" (typing) or "q".
/// </summary>
internal sealed class NudgeHub(IConnectionMultiplexer connection, Keys keys) : INudges
{
    private readonly ISubscriber _subscriber = connection.GetSubscriber();

    /// <summary>Listeners by conversation; those to all conversations under the default id.</summary>
    private readonly ConcurrentDictionary<ConversationId, ConcurrentDictionary<NudgeSubscription, byte>> _listeners = new();

    /// <summary>Listens from when the store is there on; until then whoever waits polls.</summary>
    public void Start() => _subscriber.Subscribe(keys.Nudges, (_, message) => Tell((string)message!), CommandFlags.FireAndForget);

    public void Conversation(ConversationId id, bool queueChanged = false) => Publish((queueChanged ? "b " : "c ") + id.Value);

    public void Queue() => Publish("q");

    public void Typing(ConversationId id) => Publish("t " + id.Value);

    public void Here(ConversationId id) => Tell("c " + id.Value);

    public INudgeSubscription Subscribe(ConversationId? conversation)
    {
        var key = conversation ?? default;
        var subscription = new NudgeSubscription(leaving => Remove(leaving, key));
        lock (_listeners)
        {
            _listeners.GetOrAdd(key, _ => new())[subscription] = 0;
        }

        return subscription;
    }

    private void Publish(string message) => _subscriber.Publish(keys.Nudges, message, CommandFlags.FireAndForget);

    private void Remove(NudgeSubscription subscription, ConversationId key)
    {
        lock (_listeners)
        {
            if (_listeners.TryGetValue(key, out var listeners) && listeners.TryRemove(subscription, out _) && listeners.IsEmpty)
            {
                _listeners.TryRemove(key, out _);
            }
        }
    }

    private void Tell(string message)
    {
        var kind = message.Length > 0 ? message[0] : ' ';
        if (kind is 'q' or 'b')
        {
            foreach (var listeners in _listeners.Values)
            {
                Each(listeners, listener => listener.Add(queue: true));
            }
        }

        if (kind is 'c' or 'b' or 't' && message.Length > 2)
        {
            var id = new ConversationId(message[2..]);
            if (_listeners.TryGetValue(id, out var close))
            {
                Each(close, listener => listener.Add(kind == 't' ? null : id, typing: kind == 't'));
            }

            if (kind != 't' && _listeners.TryGetValue(default, out var everyone))
            {
                Each(everyone, listener => listener.Add(id));
            }
        }
    }

    private static void Each(ConcurrentDictionary<NudgeSubscription, byte> listeners, Action<NudgeSubscription> tell)
    {
        foreach (var (listener, _) in listeners)
        {
            tell(listener);
        }
    }
}
