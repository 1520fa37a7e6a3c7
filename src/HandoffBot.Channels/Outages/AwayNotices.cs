using System.Collections.Concurrent;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Outages;
using HandoffBot.Core.Outbox;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Channels.Outages;

/// <summary>
/// Tells customers the truth while the store is away: what they wrote is kept, and when they will be answered. Said once per conversation and outage, by this
/// process only, and no part of the transcript: there is nowhere to write it.
/// </summary>
internal sealed partial class AwayNotices(DialogSet dialogs, IConnector connector, INudges nudges, IStorePulse pulse, TimeProvider time, ILogger<AwayNotices> logger)
{
    /// <summary>A customer's message may fail a moment before the pulse finds the store away.</summary>
    private static readonly TimeSpan Foresight = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ConversationId, Turn> _told = new();
    private readonly Lock _lock = new();
    private DateTimeOffset? _outage;

    /// <summary>A message was kept aside instead of recorded.</summary>
    public void Tell(InboundMessage message)
    {
        lock (_lock)
        {
            if (_outage != pulse.Changed)
            {
                _outage = pulse.Changed;
                _told.Clear();
            }
        }

        var wording = dialogs.Wording(dialogs.LanguageFor(message.Address.Locale));
        var notice = new Turn(0, time.GetUtcNow(), new Utterance { Speaker = Speaker.System, Text = wording[WordingKeys.AwayKept] });
        if (!_told.TryAdd(message.Conversation, notice))
        {
            return;
        }

        if (message.Address.NeedsConnector)
        {
            _ = SendAsync(message, notice);
        }
        else
        {
            nudges.Here(message.Conversation);
        }
    }

    /// <summary>What the customer of this conversation is told now; null for nothing.</summary>
    public Turn? Of(ConversationId id) =>
        _told.TryGetValue(id, out var told) && (pulse.IsAway || time.GetUtcNow() - told.At < Foresight) ? told : null;

    private async Task SendAsync(InboundMessage message, Turn notice)
    {
        try
        {
            await connector.SendAsync(Unopened.Conversation(message.Conversation, message.Address, message.Customer, dialogs), notice, CancellationToken.None);
        }
        catch (Exception exception)
        {
            NotTold(exception, message.Conversation.Value);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The customer of conversation {Conversation} could not be told that the store is away; the message is kept")]
    private partial void NotTold(Exception exception, string conversation);
}
