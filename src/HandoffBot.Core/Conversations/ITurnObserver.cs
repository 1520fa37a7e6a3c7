using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Conversations;

/// <summary>Hears what becomes of customer turns, for measurements. It stands in every turn's way: must be quick and must not throw.</summary>
public interface ITurnObserver
{
    /// <summary>A turn was recorded; duplicates are not.</summary>
    void Received(ChannelAddress address);

    /// <summary>What was decided on one or more turns has been committed.</summary>
    /// <param name="handoff">The handoff that was opened with it, if any.</param>
    /// <param name="took">Since the oldest of these turns was recorded.</param>
    void Decided(IReadOnlyList<DecisionRecord> decisions, NewHandoff? handoff, TimeSpan took);
}
