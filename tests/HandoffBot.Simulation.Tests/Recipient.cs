using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outbox;

namespace HandoffBot.Simulation.Tests;

/// <summary>The far side of a channel: notes what arrives, and is busy at times.</summary>
internal sealed class Recipient(Stage stage) : IConnector
{
    private readonly Dictionary<string, List<long>> _arrived = new(StringComparer.Ordinal);

    /// <summary>Sequence numbers in the order of their first arrival. Repeats may come at any time.</summary>
    public IReadOnlyList<long> Arrived(string conversation) => _arrived.GetValueOrDefault(conversation) ?? [];

    public Task<SendResult> SendAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken)
    {
        if (stage.HasFaults && stage.Chance(0.1))
        {
            return Task.FromResult(new SendResult(SendOutcome.TryAgain, TimeSpan.FromSeconds(1 + stage.Random.Next(20))));
        }

        var arrived = _arrived.TryGetValue(conversation.Id.Value, out var known) ? known : _arrived[conversation.Id.Value] = [];
        if (!arrived.Contains(turn.Seq))
        {
            arrived.Add(turn.Seq);
        }

        return Task.FromResult(new SendResult(SendOutcome.Sent));
    }
}
