using HandoffBot.Channels.Activities;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;

namespace HandoffBot.Channels.DirectLine;

/// <summary>Follows the handoff of one conversation for one client: looks when told that something changed, at most every two seconds, and tells only news.</summary>
/// <param name="open">The handoff that is open at the start, if any.</param>
internal sealed class HandoffWatch(IHandoffStore handoffs, IAgentStore agents, QueueHours hours, TimeProvider time, HandoffId? open)
{
    /// <summary>In a busy queue places change many times a second; nobody reads that fast.</summary>
    public static TimeSpan LookEvery { get; } = TimeSpan.FromSeconds(2);

    private HandoffId? _id = open;
    private bool _isDue = open is not null;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private HandoffStatus? _told;

    /// <summary>How long until the next look is allowed; null when there is no reason to look.</summary>
    public TimeSpan? DueIn => !_isDue ? null : _notBefore > time.GetUtcNow() ? _notBefore - time.GetUtcNow() : TimeSpan.Zero;

    /// <summary>Queues or leases changed.</summary>
    public void QueueChanged() => _isDue = _id is not null;

    /// <summary>The customer was told something about a handoff.</summary>
    public void Noticed(HandoffNotice notice)
    {
        // One that ended before this client came is no news.
        var isOver = notice.State == HandoffState.Closed && notice.Id.Value != _told?.Id;
        _id = isOver ? null : notice.Id;
        _isDue = !isOver;
    }

    /// <summary>The state now, or null when it is not time to look or nothing is new.</summary>
    public async Task<HandoffStatus?> LookAsync()
    {
        if (_id is not { } id || DueIn != TimeSpan.Zero)
        {
            return null;
        }

        _isDue = false;
        _notBefore = time.GetUtcNow() + LookEvery;
        if (await handoffs.FindAsync(id) is not { } handoff)
        {
            return null;
        }

        var isWaiting = handoff.State == HandoffState.Waiting;
        var closed = isWaiting ? ClosedUntil.At(hours.For(handoff.Skill, handoff.Opened.Priority), time.GetUtcNow()) : null;
        var wait = isWaiting && closed is null ? WaitEstimate.From(await handoffs.ReadWaitsAsync(handoff.Skill)) : null;
        var agent = handoff is { State: HandoffState.Held, Holder: { } holder } ? await agents.FindAsync(holder) : null;
        var status = new HandoffStatus(id.Value, handoff.State, handoff.Position, WaitSeconds.Of(wait), agent?.Name, closed?.Opening, closed is null ? null : Reference.Of(id));
        if (handoff.State == HandoffState.Closed)
        {
            _id = null;
        }

        if (status == _told)
        {
            return null;
        }

        _told = status;
        return status;
    }
}
