using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;

namespace HandoffBot.Channels.Tests;

/// <summary>Conversations in memory: as much of the store as channels can see.</summary>
internal sealed class MemoryConversations(TimeProvider time) : IConversationStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ConversationId, Conversation> _conversations = [];
    private readonly Dictionary<ConversationId, List<Turn>> _turns = [];

    public int Count => _conversations.Count;

    public List<InboundMessage> Inbound { get; } = [];

    /// <summary>Whether reading turns and committing fail, as when the store is broken.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Thrown instead of recording a message.</summary>
    public Exception? Fails { get; set; }

    public List<Turn> Turns(ConversationId id)
    {
        lock (_lock)
        {
            return [.. _turns.GetValueOrDefault(id, [])];
        }
    }

    public Conversation this[ConversationId id] => _conversations[id];

    public Task<bool> StartAsync(ConversationId id, ChannelAddress address, Customer customer, string language, Utterance greeting)
    {
        lock (_lock)
        {
            if (!Open(id, address, customer, language))
            {
                return Task.FromResult(false);
            }

            Append(id, greeting);
            return Task.FromResult(true);
        }
    }

    public Task<Received> ReceiveAsync(InboundMessage message, string language, DateTimeOffset replyBy)
    {
        if (Fails is not null)
        {
            return Task.FromException<Received>(Fails);
        }

        lock (_lock)
        {
            Open(message.Conversation, message.Address, message.Customer, language);
            if (_turns[message.Conversation].Find(turn => turn.Said.MessageId == message.MessageId) is { } earlier)
            {
                return Task.FromResult(new Received(true, earlier.Seq, null));
            }

            Inbound.Add(message);
            var said = new Utterance
            {
                Speaker = Speaker.Customer,
                Name = message.Customer.Name,
                Text = message.Text,
                MessageId = message.MessageId,
                ChannelData = message.ChannelData,
                Value = message.Value,
            };
            var seq = Append(message.Conversation, said);
            return Task.FromResult(new Received(false, seq, Snapshot(message.Conversation)));
        }
    }

    public Task<Snapshot?> LoadAsync(ConversationId id)
    {
        lock (_lock)
        {
            return Task.FromResult(_conversations.ContainsKey(id) ? Snapshot(id) : null);
        }
    }

    public Task<IReadOnlyList<Turn>> ReadTurnsAsync(ConversationId id, long after)
    {
        lock (_lock)
        {
            return IsBroken
                ? throw new InvalidOperationException("The store is broken.")
                : Task.FromResult<IReadOnlyList<Turn>>([.. _turns.GetValueOrDefault(id, []).Where(turn => turn.Seq > after).Take(Limits.TurnsPerPage)]);
        }
    }

    public Task<Committed> CommitAsync(BotCommit commit)
    {
        lock (_lock)
        {
            if (IsBroken)
            {
                throw new InvalidOperationException("The store is broken.");
            }

            if (_conversations[commit.Conversation].Version != commit.ExpectedVersion)
            {
                return Task.FromResult(new Committed(CommitOutcome.Conflict));
            }

            foreach (var reply in commit.Replies)
            {
                Append(commit.Conversation, reply);
            }

            _conversations[commit.Conversation] = _conversations[commit.Conversation] with { AnsweredSeq = commit.AnsweredSeq };
            return Task.FromResult(new Committed(CommitOutcome.Done));
        }
    }

    public Task<bool> AppendNoticeAsync(ConversationId id, long expectedVersion, Utterance notice)
    {
        Say(id, notice);
        return Task.FromResult(true);
    }

    public Task RecordDecisionAsync(ConversationId id, DecisionRecord decision) => Task.CompletedTask;

    public Task<IReadOnlyDictionary<long, DecisionRecord>> ReadDecisionsAsync(ConversationId id) =>
        Task.FromResult<IReadOnlyDictionary<long, DecisionRecord>>(new Dictionary<long, DecisionRecord>());

    public Task<IReadOnlyList<ConversationId>> FindOverdueRepliesAsync() => Task.FromResult<IReadOnlyList<ConversationId>>([]);

    public void Say(ConversationId id, params IEnumerable<Utterance> said)
    {
        lock (_lock)
        {
            foreach (var utterance in said)
            {
                Append(id, utterance);
            }
        }
    }

    public void Change(ConversationId id, Func<Conversation, Conversation> change)
    {
        lock (_lock)
        {
            _conversations[id] = change(_conversations[id]);
        }
    }

    private bool Open(ConversationId id, ChannelAddress address, Customer customer, string language) =>
        _turns.TryAdd(id, []) && _conversations.TryAdd(id, new Conversation
        {
            Id = id,
            Version = 1,
            Owner = Owner.Bot,
            LastSeq = 0,
            AnsweredSeq = 0,
            Language = language,
            Address = address,
            Customer = customer,
            Memory = BotMemory.Empty,
        });

    private long Append(ConversationId id, Utterance said)
    {
        var before = _conversations[id];
        _conversations[id] = before with { Version = before.Version + 1, LastSeq = before.LastSeq + 1 };
        _turns[id].Add(new Turn(before.LastSeq + 1, time.GetUtcNow().AddMilliseconds(before.LastSeq), said));
        return before.LastSeq + 1;
    }

    private Snapshot Snapshot(ConversationId id) => new(_conversations[id], [.. _turns[id].TakeLast(Limits.RecentTurns)]);
}
