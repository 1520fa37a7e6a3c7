using System.Globalization;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using StackExchange.Redis;

namespace HandoffBot.Redis;

/// <summary>
/// Every key of one partition. All of them carry its hash tag, so that one script may touch them together on a Redis Cluster.
/// What scripts change per handoff lives in partition-wide hashes with the handoff id as field: a claim can then pop the best handoff without knowing its id beforehand.
/// </summary>
internal sealed class PartitionKeys(string prefix, int partition)
{
    private readonly string _tag = $"{{{prefix}:{partition}}}:";

    /// <summary>String of no meaning: written to see whether this partition can be written to, and how far its replicas are.</summary>
    public RedisKey Fence => _tag + "fence";

    /// <summary>Hash: a conversation's version, owner, language, address, memory, outbox cursor; "d:seq" → decision record of the customer turn with that number.</summary>
    public RedisKey Conversation(ConversationId id) => _tag + "conversation:" + id.Value;

    /// <summary>The pattern that all <see cref="Conversation"/> keys of this partition match.</summary>
    public RedisValue AllConversations { get; } = $"{Escaped(prefix)}:{partition}}}:conversation:*";

    public ConversationId ConversationOf(RedisKey conversation) => new(((string)conversation!)[(_tag.Length + "conversation:".Length)..]);

    /// <summary>List: turns in order, each "ms json"; the sequence number is the place in the list, hence gapless.</summary>
    public RedisKey Turns(ConversationId id) => _tag + "turns:" + id.Value;

    /// <summary>Hash: message id of the customer's client → sequence number.</summary>
    public RedisKey Seen(ConversationId id) => _tag + "seen:" + id.Value;

    /// <summary>
    /// Hash: what agents have done under ids of their own: "turn:agent:id" → sequence number of what they said, "note:agent:id" → 1, and by lease token or id of the wish
    /// "declined:agent:token", "transferred:agent:token", "reassigned:agent:id" → 1.
    /// </summary>
    public RedisKey Said(ConversationId id) => _tag + "said:" + id.Value;

    /// <summary>Sorted set: conversations that wait for the bot's reply, by deadline (ms).</summary>
    public RedisKey Pending => _tag + "pending";

    /// <summary>Sorted set: conversations with words to send, by next try or end of the running one (ms).</summary>
    public RedisKey Outbox => _tag + "outbox";

    /// <summary>Hash: sequence number of a turn that the channel refused for good → why.</summary>
    public RedisKey Undelivered(ConversationId id) => _tag + "undelivered:" + id.Value;

    /// <summary>Hash: skills that have ever had a queue here → 1. One that is no longer configured is looked for by the auditor. In the first partition only.</summary>
    public RedisKey KnownSkills => _tag + "known-skills";

    /// <summary>Sorted set: waiting handoffs of a skill by score (ms).</summary>
    public RedisKey Queue(string skill) => _tag + "queue:" + skill;

    /// <summary>
    /// Hash of all that is written together: handoff id → what changes, and its trail (packed, see handoff-state.lua), "r:id" → what changes only when it is raised (JSON), "x:id" → how it ended (JSON).
    /// "c:agent" → handoffs an available agent takes at once (first partition), "l:agent" → handoffs of this partition they have (= their leases here),
    /// "n:agent" → epoch given out last (first partition), "e:agent" → latest epoch that has looked here (see start-claim.lua), "m:agent" → offers missed in a row (first partition),
    /// "i:agent" → what their latest wishes were given here (see repeated-request.lua).
    /// </summary>
    public RedisKey Handoffs => _tag + "handoffs";

    /// <summary>Sorted set: offered and held handoffs by the instant (ms) when to look whether the lease is over: its end, or earlier.</summary>
    public RedisKey Leases => _tag + "leases";

    /// <summary>Hash: handoff id → receipt given at pickup.</summary>
    public RedisKey Receipts => _tag + "receipts";

    /// <summary>List: notes on a handoff, oldest first.</summary>
    public RedisKey Notes(HandoffId id) => _tag + "notes:" + id.Value;

    /// <summary>Hash: follow-up id → what does not change (JSON).</summary>
    public RedisKey FollowUps => _tag + "follow-ups";

    /// <summary>Hash: follow-up id → what changes (packed, see follow-up-state.lua).</summary>
    public RedisKey FollowUpState => _tag + "follow-up-state";

    /// <summary>Sorted set: open follow-ups by due instant (ms).</summary>
    public RedisKey FollowUpsDue => _tag + "follow-ups-due";

    /// <summary>Sorted set: open follow-ups by the instant of their next mark (ms).</summary>
    public RedisKey FollowUpLooks => _tag + "follow-up-looks";

    /// <summary>Sorted set: ended follow-ups by the instant of their end (ms).</summary>
    public RedisKey FollowUpsEnded => _tag + "follow-ups-ended";

    /// <summary>Hash: follow-up id → how it ended.</summary>
    public RedisKey FollowUpEndings => _tag + "follow-up-endings";

    /// <summary>List: notes on a follow-up, oldest first.</summary>
    public RedisKey FollowUpNotes(FollowUpId id) => _tag + "follow-up-notes:" + id.Value;

    /// <summary>Hash: handoff id → the last mark of its long wait (<see cref="OverdueMark"/>).</summary>
    public RedisKey OverdueMarks => _tag + "overdue-marks";

    /// <summary>Sorted set: handoffs with such a mark, by the instant of the first one (ms).</summary>
    public RedisKey Flagged => _tag + "flagged";

    /// <summary>Hash: alert id → alert on its way to the webhook (JSON).</summary>
    public RedisKey Alerts => _tag + "alerts";

    /// <summary>Sorted set: alerts by next try or end of the running one (ms).</summary>
    public RedisKey AlertTries => _tag + "alert-tries";

    /// <summary>Hash: alert id → tries so far.</summary>
    public RedisKey AlertAttempts => _tag + "alert-attempts";

    /// <summary>Hash: reference told to a customer → handoffs, parted by commas.</summary>
    public RedisKey References => _tag + "references";

    /// <summary>Hash: agent → name, skills, presence (JSON). In the first partition only.</summary>
    public RedisKey Agents => _tag + "agents";

    /// <summary>Sorted set: agents by the instant of their latest sign (ms). In the first partition only.</summary>
    public RedisKey AgentsSeen => _tag + "agents-seen";

    /// <summary>Sorted set: first answers to the handoffs opened on one day (UTC), "handoff|seconds waited|skill" by the instant of the answer (ms). How many they are is a part of that day's ledger.</summary>
    public RedisKey Answers(string day) => _tag + "answers:" + day;

    /// <summary>Hash: figures of one hour (UTC).</summary>
    public RedisKey Hour(DateTimeOffset at) => _tag + "hour:" + at.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>Hash: what became of the handoffs opened on one day (UTC) and ended before a person answered: "withdrawn", "followUpOwed".</summary>
    public RedisKey Day(string day) => _tag + "day:" + day;

    /// <summary>Hash: "kind|subject" → what the auditor found (see keep-finding.lua).</summary>
    public RedisKey Findings => _tag + "findings";

    /// <summary>Hash: day → what counters and records said when it was reconciled (JSON). In the first partition only.</summary>
    public RedisKey Reconciled => _tag + "reconciled";

    /// <summary>Hash: promise → "state|ms since when". In the first partition only.</summary>
    public RedisKey PromiseStates => _tag + "promise-states";

    /// <summary>List: turns that the watched policy would have decided otherwise, latest first (JSON).</summary>
    public RedisKey ShadowExamples => _tag + "shadow-examples";

    /// <summary>Configured prefixes may hold what a pattern would read as something else.</summary>
    private static string Escaped(string prefix) => "{" + string.Concat(prefix.Select(character => "*?[]^\\".Contains(character, StringComparison.Ordinal) ? $"\\{character}" : character.ToString()));

    /// <summary>The day a handoff is accounted under, as it stands in <see cref="Day"/> and in its state.</summary>
    public static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
