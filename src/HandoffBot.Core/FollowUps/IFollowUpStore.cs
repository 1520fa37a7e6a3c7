using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.FollowUps;

/// <summary>
/// Where what is owed to customers is kept. Each change is one atomic step; a refused one writes nothing. A follow-up ends only by a person who marks it done or
/// by its customer who withdraws.
/// </summary>
public interface IFollowUpStore
{
    /// <summary>Opens it. False when one with this id was opened before, whatever became of it: then nothing is written.</summary>
    Task<bool> OpenAsync(NewFollowUp followUp);

    Task<FollowUp?> FindAsync(FollowUpId id);

    /// <summary>Every follow-up owed for a handoff, ended ones included.</summary>
    Task<IReadOnlyList<FollowUp>> OfHandoffAsync(HandoffId handoff);

    /// <summary>Open ones by due instant, ended ones newest first; at most <see cref="Limits.FollowUpsPerPage"/>. The total counts all that match.</summary>
    /// <param name="owner">Null for everybody's.</param>
    Task<(IReadOnlyList<FollowUp> Items, long Total)> ListAsync(FollowUpState state, AgentId? owner);

    /// <summary>
    /// A named person takes it upon them. When its handoff still waits, it leaves the queue in the same step, accounted as a follow-up owed, and
    /// <paramref name="notice"/> is said to the customer. Repeating it is harmless.
    /// </summary>
    /// <param name="instead">Also from another named person, as supervisors may.</param>
    Task<FollowUpOutcome> TakeAsync(FollowUp followUp, AgentId agent, Utterance? notice, bool instead = false);

    /// <summary>Passes it to another named person, who is reminded of it anew.</summary>
    /// <param name="anybodys">Also somebody else's, as supervisors may.</param>
    Task<FollowUpOutcome> HandOverAsync(FollowUp followUp, AgentId by, AgentId to, string note, bool anybodys = false);

    /// <summary>The person who has it says that it is done. Repeating it is harmless.</summary>
    /// <inheritdoc cref="HandOverAsync"/>
    Task<FollowUpOutcome> DoneAsync(FollowUp followUp, AgentId by, string note, bool anybodys = false);

    /// <summary>The customer does not want it any more.</summary>
    Task<FollowUpOutcome> WithdrawAsync(FollowUp followUp);

    /// <summary>Notes written when it was handed over, oldest first.</summary>
    Task<IReadOnlyList<Note>> ReadNotesAsync(FollowUpId id);

    /// <summary>Open ones whose next mark is due, at most <see cref="Limits.DueItemsPerPass"/>.</summary>
    Task<IReadOnlyList<FollowUp>> FindDueAsync();

    /// <summary>Notes that the mark is reached. False when another node was first or it has ended.</summary>
    /// <param name="next">When to look again; null for never.</param>
    Task<bool> MarkAsync(FollowUpId id, FollowUpMark mark, DateTimeOffset? next);

    Task<FollowUpCounts> CountAsync();
}
