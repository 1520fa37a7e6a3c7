using HandoffBot.Core.Audit;
using static HandoffBot.Core.Guarantees.GuaranteeState;

namespace HandoffBot.Core.Guarantees;

/// <summary>Says of each promise whether it is kept. Pure: the same evidence gives the same verdict.</summary>
public static class GuaranteeJudge
{
    /// <summary>An audit that is older says nothing about now.</summary>
    public static TimeSpan AuditIsFresh { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a finding that was put right still shows.</summary>
    public static TimeSpan RepairShows { get; } = TimeSpan.FromHours(24);

    /// <summary>Fewer waits than this say nothing about how good the estimates are.</summary>
    public const int EstimatesJudgedFrom = 20;

    /// <summary>
    /// The range is the middle half of the latest waits, so that half of the next ones fall into it while the days are alike; whole minutes make it a little more. Fewer than
    /// a third means that what customers are told follows what happens too slowly.
    /// </summary>
    public const double EstimatesExpected = 1 / 3d;

    /// <returns>G1 to G10, in this order.</returns>
    public static IReadOnlyList<Guarantee> Judge(GuaranteeEvidence seen) =>
    [
        new("G1", "Ask and you get", seen.AskedInVain > 0 ? Broken : Kept, seen.AskedInVain > 0
            ? $"{Many(seen.AskedInVain, "request")} for a person in the last 24 hours did not become a handoff."
            : "Every request for a person that was heard in the last 24 hours became a handoff."),
        new("G2", "Record first, promise second", !seen.StoreIsReady ? Broken : seen.StoreAtRisk is null ? Kept : AtRisk, seen.StoreAtRisk ?? seen.StoreDetail),
        NeverLost(seen),
        ByAudit(seen, "G4", "One voice", FindingKind.OfOwnership, "every conversation has exactly one owner"),
        ByAudit(seen, "G5", "The whole story", FindingKind.OfStory, "transcripts are without gaps and match their receipts"),
        NoDeadEnd(seen),
        HonestWaiting(seen),
        TowardAPerson(seen),
        AccountedFor(seen),
        ByAudit(seen, "G10", "Clear who speaks", [FindingKind.SpeakerMissing], "every word of a person carries a name"),
    ];

    private static Guarantee ByAudit(GuaranteeEvidence seen, string id, string title, IReadOnlyList<string> kinds, string whenKept)
    {
        var findings = seen.Findings.Where(finding => kinds.Contains(finding.Kind, StringComparer.Ordinal)).ToArray();
        var open = findings.Count(finding => finding.RepairedAt is null);
        var repaired = findings.Count(finding => finding.RepairedAt is { } at && seen.At - at < RepairShows);
        return seen switch
        {
            _ when open > 0 => new(id, title, Broken, $"The auditor found {Many(open, "case")} that nobody has put right; see the findings."),
            { LastAudit: null } => new(id, title, AtRisk, "Not checked yet: the auditor has not run through since this server started."),
            { LastAudit: { } last } when seen.At - last > AuditIsFresh => new(id, title, AtRisk, $"Last checked {(long)(seen.At - last).TotalMinutes} minutes ago: the auditor is late."),
            _ when repaired > 0 => new(id, title, AtRisk, $"The auditor put {Many(repaired, "case")} right in the last 24 hours; see the findings."),
            _ => new(id, title, Kept, $"Checked all the time: {whenKept}."),
        };
    }

    private static Guarantee NeverLost(GuaranteeEvidence seen)
    {
        var audited = ByAudit(seen, "G3", "Never lost", FindingKind.OfLoss, "every handoff has its place and can be read");
        return seen switch
        {
            { SetAside: > 0 } => audited with { State = Broken, Detail = $"{Many(seen.SetAside, "message")} kept on disk that the store would not take: a person must look at them." },
            { Spooled: > 0 } when audited.State == Kept => audited with { State = AtRisk, Detail = $"{Many(seen.Spooled, "message")} on this node's disk wait for the store." },
            _ => audited,
        };
    }

    private static Guarantee NoDeadEnd(GuaranteeEvidence seen) => seen switch
    {
        { FollowUpsOverdue: > 0 } => new("G6", "No dead end", Broken, $"{Many(seen.FollowUpsOverdue, "follow-up")} of {seen.FollowUpsOpen} past the time the customer was told."),
        { Waiting: > 0, AgentsAvailable: 0 } => new("G6", "No dead end", AtRisk, $"{Many(seen.Waiting, "customer")} waiting and nobody is available; the longest for {(long)seen.LongestWait.TotalMinutes} minutes."),
        { Overdue: > 0 } => new("G6", "No dead end", AtRisk, $"{Many(seen.Overdue, "customer")} waiting longer than the target; supervisors are told, and they stay until a person takes them."),
        _ when Late(seen) is { } late => new("G6", "No dead end", AtRisk, $"{late} is late: long waits may be noticed late."),
        _ => new("G6", "No dead end", Kept, seen.FollowUpsOpen == 0 ? "Nothing is owed past its time." : $"{Many(seen.FollowUpsOpen, "follow-up")} owed, none past its time."),
    };

    private static Guarantee HonestWaiting(GuaranteeEvidence seen)
    {
        var told = seen.Estimates;
        var outcome = $"Of {Many(told.Total, "wait")} told as a range in the last 24 hours, {told.Within} came true, {told.Sooner} were shorter and {told.Later} longer.";
        return seen switch
        {
            _ when Late(seen) is { } slow => new("G7", "Honest waiting", AtRisk, $"Customers may hear late how things stand: {slow} is late."),
            _ when told.Total >= EstimatesJudgedFrom && told.Within < told.Total * EstimatesExpected => new("G7", "Honest waiting", AtRisk, $"{outcome} A third at least should come true."),
            _ => new("G7", "Honest waiting", Kept, $"Each place in line is checked in the step that tells it. {(told.Total == 0 ? "No wait that was told in the last 24 hours has ended yet." : outcome)}"),
        };
    }

    private static Guarantee TowardAPerson(GuaranteeEvidence seen) => seen switch
    {
        { RepliesOverdue: > 0 } => new("G8", "Fail toward a person", Broken, $"{Many(seen.RepliesOverdue, "customer")} had neither a reply nor a person a minute after the deadline."),
        _ when Late(seen) is { } late => new("G8", "Fail toward a person", AtRisk, $"{late} is late: replies that fail now may reach a person late."),
        _ => new("G8", "Fail toward a person", Kept, "No customer is past the deadline of a reply."),
    };

    private static Guarantee AccountedFor(GuaranteeEvidence seen)
    {
        var days = seen.Reconciled.Where(day => !day.Agrees).Select(day => day.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return seen switch
        {
            { LedgerDifference: not 0 } => new("G9", "Accounted for", Broken, $"Today's ledger has a difference of {seen.LedgerDifference}."),
            _ when days.Length > 0 => new("G9", "Accounted for", Broken, $"Counters and records disagree about {string.Join(", ", days)}."),
            _ => new("G9", "Accounted for", Kept, seen.Reconciled.Count == 0 ? "Today's ledger has no difference; no day before it has been reconciled yet." : $"Today's ledger has no difference; {Many(seen.Reconciled.Count, "day")} before it counted twice and found the same."),
        };
    }

    private static string? Late(GuaranteeEvidence seen) => seen.LateLoops.Count == 0 ? null : string.Join(", ", seen.LateLoops);

    private static string Many(long count, string one) => count == 1 ? $"1 {one}" : $"{count} {one}s";
}
