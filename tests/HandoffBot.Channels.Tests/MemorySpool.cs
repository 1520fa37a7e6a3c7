using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outages;

namespace HandoffBot.Channels.Tests;

/// <summary>A spool without a disk, and a store that is away when the test says so.</summary>
internal sealed class MemorySpool(TimeProvider time) : ISpool, IStorePulse
{
    private readonly List<InboundMessage> _kept = [];
    private bool _isAway;

    public IReadOnlyList<InboundMessage> Kept => _kept;

    /// <summary>The disk is full.</summary>
    public bool IsFull { get; set; }

    public bool IsAway
    {
        get => _isAway;
        set => (_isAway, Changed) = (value, time.GetUtcNow());
    }

    public bool HasAnswered => true;

    public DateTimeOffset? Changed { get; private set; }

    public bool Explains(Exception exception) => exception is TimeoutException;

    public bool Holds(ConversationId id) => _kept.Exists(message => message.Conversation == id);

    public Task KeepAsync(InboundMessage message)
    {
        if (IsFull)
        {
            throw new IOException("The disk is full.");
        }

        _kept.Add(message);
        return Task.CompletedTask;
    }
}
