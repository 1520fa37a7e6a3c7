using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Handoffs;

/// <summary>What has been done about long waits. Which handoffs wait long is read from the queues themselves: there is no second list that could disagree with them.</summary>
public interface IOverdueStore
{
    /// <summary>Waiting handoffs of a skill whose score is at most this, at most <see cref="Limits.OverduePerPage"/>.</summary>
    /// <param name="skip">How many to leave out from the beginning.</param>
    /// <param name="latestFirst">Begins with the highest score.</param>
    Task<IReadOnlyList<MarkedHandoff>> FindWaitingAsync(string skill, long scoreUpTo, long skip, bool latestFirst);

    /// <summary>
    /// Notes that the mark is reached, makes the handoff findable by its reference, and tells the customer, in one step. False when it waits no longer or another
    /// node was first.
    /// </summary>
    /// <param name="notice">Null says nothing.</param>
    Task<bool> MarkAsync(Handoff handoff, OverdueMark mark, Utterance? notice);

    /// <summary>Drops the marks of handoffs that are closed, a page at a time.</summary>
    Task ForgetClosedAsync();

    /// <summary>How many waiting or offered handoffs carry each mark, up to <see cref="Limits.OverdueCounted"/> of them.</summary>
    Task<OverdueCounts> CountAsync();
}

/// <param name="AtRisk">Not overdue yet.</param>
public sealed record OverdueCounts(long AtRisk, long Overdue);
