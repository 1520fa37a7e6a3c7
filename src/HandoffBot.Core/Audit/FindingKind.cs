namespace HandoffBot.Core.Audit;

/// <summary>What the auditor looks for. Scripts write these words.</summary>
public static class FindingKind
{
    /// <summary>A handoff's record or state is missing or cannot be read.</summary>
    public const string UnreadableRecord = "unreadable_record";

    /// <summary>It waits, but stands in no queue. Put back at its score.</summary>
    public const string WaitingWithoutPlace = "waiting_without_place";

    /// <summary>Its skill is no longer configured, so nobody would serve its queue. Moved to the default skill at its original score.</summary>
    public const string SkillRemoved = "skill_removed";

    /// <summary>It stands in a queue that it should not stand in. Taken out of it.</summary>
    public const string PlaceTooMany = "place_too_many";

    /// <summary>Offered or held without an entry among the leases: it would never come back. Entered again.</summary>
    public const string LeaseMissing = "lease_missing";

    /// <summary>Waiting or closed, and still leased. Taken out.</summary>
    public const string LeaseTooMany = "lease_too_many";

    /// <summary>Bot, queue or agent own a conversation that its handoff says is another's. Set as the handoff says.</summary>
    public const string OwnerWrong = "owner_wrong";

    /// <summary>A conversation has another live handoff.</summary>
    public const string TwoHandoffs = "two_handoffs";

    public const string ConversationMissing = "conversation_missing";

    /// <summary>An agent's load is not the number of handoffs they have. Counted again.</summary>
    public const string LoadWrong = "load_wrong";

    /// <summary>Times of turns do not rise, or a cursor or a message id points past the last turn.</summary>
    public const string SequenceWrong = "sequence_wrong";

    /// <summary>The turns no longer give the receipt of the pickup.</summary>
    public const string ReceiptWrong = "receipt_wrong";

    /// <summary>A person's words without a name.</summary>
    public const string SpeakerMissing = "speaker_missing";

    /// <summary>A reply is planned later than any deadline. Made due.</summary>
    public const string ReplyTooFar = "reply_too_far";

    /// <summary>A day's counters and records disagree.</summary>
    public const string LedgerWrong = "ledger_wrong";

    /// <summary>Nothing may be lost: promise G3.</summary>
    public static IReadOnlyList<string> OfLoss { get; } = [UnreadableRecord, WaitingWithoutPlace, SkillRemoved, LeaseMissing, ConversationMissing, ReplyTooFar];

    /// <summary>One owner: promise G4.</summary>
    public static IReadOnlyList<string> OfOwnership { get; } = [OwnerWrong, TwoHandoffs, PlaceTooMany, LeaseTooMany, LoadWrong];

    /// <summary>The whole story: promise G5.</summary>
    public static IReadOnlyList<string> OfStory { get; } = [SequenceWrong, ReceiptWrong];
}
