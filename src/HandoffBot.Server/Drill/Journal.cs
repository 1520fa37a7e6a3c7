using System.Collections.Concurrent;

namespace HandoffBot.Server.Drill;

/// <summary>All that customers and agents were told. The promises are checked against this, not against what the servers believe.</summary>
internal sealed class Journal
{
    private readonly ConcurrentDictionary<string, ConversationLog> _conversations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Tenure>> _tenures = new(StringComparer.Ordinal);

    public ICollection<ConversationLog> Conversations => _conversations.Values;

    public IEnumerable<IReadOnlyCollection<Tenure>> TenuresByHandoff => _tenures.Values;

    /// <summary>What was answered that can never be right, as soon as it was seen.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    public void Add(ConversationLog conversation) => _conversations[conversation.Id] = conversation;

    public void Add(Tenure tenure) => _tenures.GetOrAdd(tenure.Handoff, _ => new ConcurrentQueue<Tenure>()).Enqueue(tenure);

    public ConversationLog? Find(string conversation) => _conversations.GetValueOrDefault(conversation);
}
