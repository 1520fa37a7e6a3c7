namespace HandoffBot.Core;

/// <summary>Every bound of the product in one place, each with its reason.</summary>
public static class Limits
{
    /// <summary>Characters of one customer message. Teams itself cuts at about 28 KB; more is no longer a chat message. Signal readers look at all of them: a request for a person may stand last.</summary>
    public const int MessageCharacters = 28_000;

    /// <summary>Characters of one agent message or note: what a person can reasonably type into a reply box.</summary>
    public const int AgentTextCharacters = 8_000;

    /// <summary>Bytes of one HTTP request body on public endpoints: a message with channel data, entities and form values.</summary>
    public const int RequestBytes = 256 * 1024;

    /// <summary>Depth of JSON from outside. Deeper JSON could be stored, but not be written again inside our own records and answers, whose writers stop at 64.</summary>
    public const int JsonDepth = 32;

    /// <summary>Bytes of JSON of a message's channel data, and of its card values. They stand in the transcript and are read again with every page of it.</summary>
    public const int MessageDataBytes = 16 * 1024;

    /// <summary>Characters of an identifier from outside (conversation, user, activity). Teams thread ids stay below 200.</summary>
    public const int IdentifierCharacters = 400;

    /// <summary>Characters of a display name from outside.</summary>
    public const int NameCharacters = 120;

    /// <summary>Turns handed to the readers together with the new one: enough to see repetition, bounded so that a turn costs the same in long conversations.</summary>
    public const int RecentTurns = 20;

    /// <summary>Turns read from the store in one reply; whoever reads asks again after the last sequence number it has. With the longest messages still a few megabytes: a page must not hold up what others read over the same connection.</summary>
    public const int TurnsPerPage = 100;

    /// <summary>How often a reply is computed again because the customer typed on. Past it the pending loop hands off.</summary>
    public const int CommitAttempts = 8;

    /// <summary>How often the position in the handoff notice is corrected when others join the line at the same moment; after it the notice names no position.</summary>
    public const int PositionAttempts = 3;

    /// <summary>Replies one process works on at once. Readers may be remote and slow; beyond this a reply waits, and past its deadline a person takes over.</summary>
    public const int RepliesAtOnce = 256;

    /// <summary>Characters of unanswered words from which reading them is work: signal readers take tens of milliseconds for them, not one.</summary>
    public const int LongMessageCharacters = 4_000;

    /// <summary>Replies to such words that one process works on at once. Hundreds of them together would hold every core for seconds while others wait for a line of text.</summary>
    public static int LongRepliesAtOnce { get; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Sockets open on one conversation in one process: a few windows of one customer and of whoever looks over their shoulder.</summary>
    public const int StreamsPerConversation = 10;

    /// <summary>How long an answer to a probe or a scrape stands. They are open to anybody on the network, and each asks the store.</summary>
    public static TimeSpan ProbedFor { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Waits that an estimate is made from, and how many there must be at least before one is shown.</summary>
    public const int WaitSamples = 20;

    /// <inheritdoc cref="WaitSamples"/>
    public const int WaitSamplesNeeded = 3;

    /// <summary>Days of asking whose answers an estimate looks through.</summary>
    public const int WaitSampleDays = 7;

    /// <summary>Days before an interval in which somebody may have asked whose answer counts in it.</summary>
    public const int ReportedWaitDays = 31;

    /// <summary>Latest answers of all skills in which the samples of one are looked for.</summary>
    public const int WaitSamplesLookedThrough = 200;

    /// <summary>Handoffs listed in one reply of the agent API.</summary>
    public const int HandoffsPerPage = 200;

    /// <summary>Characters of the customer's last words shown in a list: two lines on a screen.</summary>
    public const int PreviewCharacters = 280;

    /// <summary>Days one report may span: a year with its comparison month. Every hour of them is read.</summary>
    public const int ReportDays = 400;

    /// <summary>Capacity an agent may set: more conversations at once than this is a typing error.</summary>
    public const int AgentCapacity = 50;

    /// <summary>Heads of a queue looked at for one offer, so that a few handoffs which skip this agent cannot hide the next one.</summary>
    public const int OfferCandidates = 20;

    /// <summary>Due items one pass of a loop takes, so that a pass is short and another node can share the work.</summary>
    public const int DueItemsPerPass = 100;

    /// <summary>What a channel may ask us to wait before the next try. Longer would keep a customer's answer back for days because of one odd header.</summary>
    public static TimeSpan LongestRetryAfter { get; } = TimeSpan.FromHours(1);

    /// <summary>Follow-ups listed in one reply of the agent API.</summary>
    public const int FollowUpsPerPage = 200;

    /// <summary>Follow-ups looked through for one person's: what a whole company owes at once. More than this and the list says how many there are, not which.</summary>
    public const int FollowUpsLookedThrough = 5_000;

    /// <summary>Characters of a number or address and a time, as customers write them.</summary>
    public const int ContactCharacters = 300;

    /// <summary>Partitions of the store. Every claim and every list asks each of them; a cluster has rarely more primaries.</summary>
    public const int Partitions = 64;

    /// <summary>How often a claim over several partitions looks again because another one came first; after it there is no work until the next one.</summary>
    public const int ClaimAttempts = 5;

    /// <summary>Fields of a hash the auditor reads in one round of one partition: a few milliseconds of a store that serves customers.</summary>
    public const int AuditedPerRound = 200;

    /// <summary>Transcripts the auditor reads in full in one round: they can be long, and nothing in them changes once it is written.</summary>
    public const int TranscriptsAuditedPerRound = 5;

    /// <summary>Live handoffs of a partition up to which a ledger is one atomic snapshot. Beyond it, counting them would hold up everybody else: the counts are then read one after the other.</summary>
    public const int LedgerSnapshotHandoffs = 5_000;

    /// <summary>Findings shown at once; the figure beside them counts all.</summary>
    public const int FindingsShown = 200;

    /// <summary>Handoffs of one export. A spreadsheet holds about a million rows.</summary>
    public const int ExportedHandoffs = 1_000_000;

    /// <summary>Days ahead in which a queue must open again to have a next opening. A queue that is closed for longer is closed for good.</summary>
    public const int DaysToOpening = 400;

    /// <summary>Long-waiting handoffs looked at in one read per skill and partition: a pass stays short however long the line is, and the next one goes on.</summary>
    public const int OverduePerPage = 500;

    /// <summary>Flagged handoffs counted for operations, per partition; past it the figure says "at least".</summary>
    public const int OverdueCounted = 5_000;

    /// <summary>Waiting customers at the head of each skill's line who are told of news. Further back, the place changes with every pass and means little.</summary>
    public const int ToldOfNews = 100;

    /// <summary>Tries after which the pause between two tries of an alert no longer grows.</summary>
    public const int AlertBackOffSteps = 8;

    /// <summary>Replies worked on at once when messages come back from the disk, so that live customers do not wait behind them.</summary>
    public const int DrainedRepliesAtOnce = 16;

    /// <summary>Replicas that a write may wait for. Every one more makes it likelier that one is too slow; nobody runs as many.</summary>
    public const int Replicas = 5;

    /// <summary>How long an answer about the store's health is passed on. Load balancers ask every node several times a second, and each answer costs a write per primary.</summary>
    public static TimeSpan HealthKeptFor { get; } = TimeSpan.FromSeconds(1);
}
