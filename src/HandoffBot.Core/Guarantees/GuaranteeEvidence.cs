using HandoffBot.Core.Audit;
using HandoffBot.Core.Reports;

namespace HandoffBot.Core.Guarantees;

/// <summary>What is known about the promises at one moment; read from the store and from the process, never assumed.</summary>
public sealed record GuaranteeEvidence
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Decisions on a request for a person that were committed without a handoff, in the last 24 hours.</summary>
    public long AskedInVain { get; init; }

    public bool StoreIsReady { get; init; }

    /// <summary>What could be lost if the machine stopped now; null when nothing.</summary>
    public string? StoreAtRisk { get; init; }

    public string StoreDetail { get; init; } = "";

    /// <summary>Messages kept on this node's disk that the store does not have yet.</summary>
    public int Spooled { get; init; }

    /// <summary>Messages kept on disk that the store would not take.</summary>
    public int SetAside { get; init; }

    /// <summary>When the auditor of this process last ran through; null before the first time.</summary>
    public DateTimeOffset? LastAudit { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Replies of the bot more than a minute past their deadline.</summary>
    public long RepliesOverdue { get; init; }

    /// <summary>Loops of this process that have not run through for too long.</summary>
    public IReadOnlyList<string> LateLoops { get; init; } = [];

    public long Waiting { get; init; }
    public TimeSpan LongestWait { get; init; }

    /// <summary>Waiting past their target, marked so and shown to supervisors.</summary>
    public long Overdue { get; init; }

    /// <summary>People who are available now.</summary>
    public int AgentsAvailable { get; init; }

    public long FollowUpsOpen { get; init; }
    public long FollowUpsOverdue { get; init; }

    /// <summary>How the waits that were told came out, in the last 24 hours.</summary>
    public EstimateCounts Estimates { get; init; }

    /// <summary>Of today's ledger.</summary>
    public long LedgerDifference { get; init; }

    /// <summary>Of the days before; a day that could not be counted yet is not among them.</summary>
    public IReadOnlyList<Reconciliation> Reconciled { get; init; } = [];
}
