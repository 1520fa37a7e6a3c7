using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Handoffs;

/// <summary>
/// Where handoffs are kept. Each change is one atomic step; a refused one writes nothing. A handoff passed in names the work item and its conversation; what can
/// change about it is checked in the store, however old the caller's copy is.
/// </summary>
public interface IHandoffStore
{
    /// <summary>
    /// Gives the best waiting handoff among the agent's skills and languages to the agent for <see cref="HandoffOptions.OfferFor"/>. One in another language counts only
    /// when its wait has passed the target (<see cref="OverdueMark.Overdue"/>): anybody's help is then better than none.
    /// </summary>
    /// <param name="request">The asker's id for this wish: sent again, it is answered with the same handoff and lease while that stands. Null asks for one more each time.</param>
    Task<OfferResult> OfferNextAsync(Agent agent, string? request = null);

    /// <summary>Gives this waiting handoff to the agent for <see cref="HandoffOptions.OfferFor"/>. Repeating it as its holder returns the lease again.</summary>
    Task<OfferResult> OfferAsync(HandoffId id, AgentId agent);

    /// <summary>The agent takes what was offered and owns the conversation; <paramref name="joined"/> is said to the customer. Repeating it is harmless.</summary>
    Task<LeaseResult> AcceptAsync(Handoff handoff, AgentId agent, string token, Utterance joined);

    /// <summary>Back to its queue with its original score. The agent is passed over for a while.</summary>
    /// <param name="notice">Said to the customer when the agent had held the conversation; null says nothing.</param>
    Task<LeaseResult> ReturnAsync(Handoff handoff, AgentId agent, string token, Utterance? notice);

    /// <summary>The same for a lease that is over; refused when it was renewed in the meantime.</summary>
    Task<LeaseResult> ReclaimAsync(Handoff handoff, string token, Utterance? notice);

    /// <summary>The same for an agent who is gone, however long their lease would last.</summary>
    Task<LeaseResult> TakeBackAsync(Handoff handoff, AgentId agent, string token, Utterance? notice);

    /// <summary>Prolongs a live lease; an expired one stays lost.</summary>
    Task<LeaseResult> RenewAsync(Handoff handoff, AgentId agent, string token);

    /// <summary>Records an agent's words and renews the lease. <see cref="Utterance.MessageId"/> makes repeats harmless.</summary>
    Task<LeaseResult> SayAsync(Handoff handoff, AgentId agent, string token, Utterance said);

    /// <summary>Adds a note that only agents see.</summary>
    /// <param name="noteId">Makes repeats harmless; null adds it each time.</param>
    Task<LeaseResult> AddNoteAsync(Handoff handoff, AgentId agent, string token, string text, string? noteId);

    /// <summary>Notes of a handoff, oldest first.</summary>
    Task<IReadOnlyList<Note>> ReadNotesAsync(HandoffId id);

    /// <summary>What has happened to a handoff, oldest first; empty when there is none of this id.</summary>
    Task<IReadOnlyList<TrailEntry>> ReadTrailAsync(HandoffId id);

    /// <summary>To the queue of another skill, or offered to a named agent who is there and has room. Keeps the original score.</summary>
    /// <param name="note">Added only if the transfer happens; empty adds none.</param>
    Task<LeaseResult> TransferAsync(Handoff handoff, AgentId agent, string token, TransferTarget target, Utterance notice, string note);

    /// <summary>
    /// A supervisor gives a handoff that is not closed to a skill's queue or offers it to a named agent who is there and has room, whoever had it until now. Keeps the
    /// original score. Harmless for what is already where it should go.
    /// </summary>
    /// <param name="by">The supervisor.</param>
    /// <param name="request">The supervisor's id for this wish: sent again, nothing more happens, whoever has it by then. Null makes it a new one each time.</param>
    /// <param name="why">Added as their note; empty adds none.</param>
    /// <param name="notice">Said to the customer.</param>
    Task<LeaseResult> ReassignAsync(Handoff handoff, AgentId by, TransferTarget target, Utterance? notice, string why, string? request = null);

    /// <summary>Whether an agent's act was done before, so that a repeat of it, refused by now, can be answered as the first was.</summary>
    /// <param name="by">The lease's token; for <see cref="HandoffAct.Reassigned"/> the id of the wish.</param>
    Task<bool> HasDoneAsync(Handoff handoff, AgentId agent, HandoffAct act, string by);

    /// <summary>Ends the handoff; the bot owns the conversation again and says <paramref name="closing"/>.</summary>
    /// <param name="seenSeq">Up to which turn the agent has seen the conversation; refused when the customer has said something after it. Null does not ask.</param>
    Task<LeaseResult> CloseAsync(
        Handoff handoff, AgentId agent, string token, Resolution resolution, string note, IReadOnlyList<Utterance> closing, BotMemory memory, long? seenSeq = null);

    /// <summary>
    /// The customer has confirmed that they leave the line. False when it is not waiting or offered any more, or when the conversation is at another version than the
    /// confirmation was read at: whoever types on has not left.
    /// </summary>
    Task<bool> WithdrawAsync(Handoff handoff, long expectedVersion, IReadOnlyList<Utterance> closing);

    /// <summary>
    /// Moves a handoff ahead in its line, because its customer has said since what makes it more urgent. False when a person holds it, it is closed, or it stands as
    /// far ahead already: repeating it is harmless.
    /// </summary>
    /// <param name="raised">As it was opened, with the higher priority and what it is for.</param>
    Task<bool> RaiseAsync(Handoff handoff, NewHandoff raised, Utterance notice);

    /// <summary>Keeps what the agent was given at pickup; the first receipt stays.</summary>
    Task RecordReceiptAsync(HandoffId id, Receipt receipt);

    Task<Handoff?> FindAsync(HandoffId id);

    /// <summary>Live handoffs in a state, best place first, at most <see cref="Limits.HandoffsPerPage"/>; the total counts all of them.</summary>
    /// <param name="skill">Null for all skills.</param>
    Task<(IReadOnlyList<Handoff> Items, long Total)> ListAsync(HandoffState state, string? skill);

    /// <summary>How many waiting handoffs stand before this score in the skill's queue.</summary>
    Task<long> CountAheadAsync(string skill, long score);

    /// <summary>The latest waits of the skill, in seconds, at most <see cref="Limits.WaitSamples"/>.</summary>
    Task<IReadOnlyList<long>> ReadWaitsAsync(string skill);

    /// <summary>Offered and held handoffs whose lease is over, at most <see cref="Limits.DueItemsPerPass"/>.</summary>
    Task<IReadOnlyList<Handoff>> FindExpiredAsync();

    /// <summary>Handoffs whose customer was told this reference; usually one, none when nobody was told it.</summary>
    /// <param name="reference">As <see cref="Reference.Of"/> writes it.</param>
    Task<IReadOnlyList<Handoff>> FindByReferenceAsync(string reference);
}
