using HandoffBot.Contracts.Agents;
using HandoffBot.Contracts.Ops;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Audit;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outages;
using HandoffBot.Core.Reports;
using HandoffBot.Server.Agents;
using HandoffBot.Server.Loops;
using HandoffBot.Server.Policy;
using HandoffBot.Server.Problems;
using HandoffBot.Server.Spool;

namespace HandoffBot.Server.Ops;

/// <summary>Figures for operations.</summary>
internal static class OpsEndpoints
{
    private static readonly string[] Dimensions = ["reason", "channel", "topic", "skill", "hour"];

    public static void MapOps(this IEndpointRouteBuilder opsApi)
    {
        opsApi.MapGet("/summary", SummaryAsync).WithSummary("What happened in an interval").Produces<OpsSummary>();
        opsApi.MapGet("/ledger", LedgerAsync).WithSummary("Where every handoff of a day is now").Produces<LedgerView>();
        opsApi.MapGet("/live", LiveAsync).WithSummary("Who waits and who is there, now").Produces<LiveView>();
        opsApi.MapGet("/guarantees", async (GuaranteeReader guarantees) => TypedResults.Ok(await guarantees.ReadAsync())).WithSummary("Each promise and whether it is kept").Produces<IReadOnlyList<GuaranteeView>>();
        opsApi.MapGet("/findings", FindingsAsync).WithSummary("What the auditor found, latest first").Produces<IReadOnlyList<FindingView>>();
        opsApi.MapGet("/shadow", ShadowEndpoint.ReadAsync).WithSummary("How the policy that is only watched would have decided").Produces<ShadowView>();
        opsApi.MapGet("/export.csv", CsvExport.Write).WithSummary("A row per handoff opened in an interval").Produces<string>(StatusCodes.Status200OK, "text/csv");
    }

    private static async Task<IResult> SummaryAsync(string? from, string? to, string? by, IReportStore reports, TimeProvider time)
    {
        var input = new Input();
        var period = Period.Read(from, to, time.GetUtcNow(), input);
        input.KnownOrAbsent("by", by, Dimensions);
        if (!input.IsValid)
        {
            return input.ToProblem();
        }

        var counts = await reports.CountAsync(period.From, period.To, by);
        var waits = await reports.ReadTimesToHumanAsync(period.From, period.To);
        var live = await reports.CountLiveAsync();
        return TypedResults.Ok(new OpsSummary(
            period.From,
            period.To,
            counts.Conversations,
            counts.HandedOff,
            Rate(counts.HandedOff, counts.Conversations),
            live.Waiting,
            live.Offered,
            live.Held,
            counts.Closed,
            Percentiles.Of(waits),
            counts.Withdrawn,
            Groups(counts, by))
        {
            Estimates = View(await reports.CountEstimatesAsync(period.From, period.To)),
        });
    }

    private static async Task<IResult> LedgerAsync(string? date, IReportStore reports, TimeProvider time)
    {
        var input = new Input();
        var day = Period.ReadDay(date, time.GetUtcNow(), input);
        if (!input.IsValid)
        {
            return input.ToProblem();
        }

        var ledger = await reports.ReadLedgerAsync(day);
        return TypedResults.Ok(new LedgerView(day, ledger.Opened, ledger.Answered, ledger.Withdrawn, ledger.FollowUpOwed, ledger.Open, ledger.Difference));
    }

    private static async Task<IResult> LiveAsync(IReportStore reports, IHandoffStore handoffs, IOverdueStore overdue, IFollowUpStore followUps, IAgentStore agents, IEnumerable<Loop> loops, SpoolFiles spool, IStorePulse pulse,
        PolicyWatch policies, TimeProvider time)
    {
        var (late, owed) = (await overdue.CountAsync(), await followUps.CountAsync());
        var live = await reports.CountLiveAsync();
        var (waiting, _) = await handoffs.ListAsync(HandoffState.Waiting, skill: null);
        var longest = waiting.MinBy(handoff => handoff.Opened.EnqueuedAt)?.Opened;
        return TypedResults.Ok(new LiveView(
            live.Waiting,
            live.Offered,
            live.Held,
            longest is null ? null : View(longest, time.GetUtcNow()),
            await Colleagues.ReadAsync(agents),
            [.. loops.Select(HealthEndpoints.View)],
            new StoreView(pulse.IsAway, spool.Count, spool.Oldest, spool.SetAside))
        {
            AtRisk = late.AtRisk,
            Overdue = late.Overdue,
            FollowUpsOpen = owed.Open,
            FollowUpsOverdue = owed.Overdue,
            Policy = HealthEndpoints.View(policies.Standing),
        });
    }

    private static async Task<IResult> FindingsAsync(IAuditStore audit) => TypedResults.Ok<IReadOnlyList<FindingView>>([.. (await audit.ListFindingsAsync()).Select(finding =>
        new FindingView(finding.Kind, finding.Subject, finding.Detail, finding.FirstSeen, finding.LastSeen, finding.RepairedAt))]);

    private static EstimatesView View(EstimateCounts told) => new(told.Within, told.Sooner, told.Later);

    private static LongestWaitView View(NewHandoff handoff, DateTimeOffset now) => new(
        handoff.Id.Value,
        new CustomerView(handoff.Customer.Id, handoff.Customer.Name),
        handoff.Skill,
        handoff.EnqueuedAt,
        Math.Max(0, (long)(now - handoff.EnqueuedAt).TotalSeconds));

    /// <summary>Hours in their order, everything else by what was handed off most.</summary>
    private static GroupView[] Groups(Counts counts, string? by)
    {
        // A reason belongs to a handoff, not to a conversation: its rate is its share of all conversations.
        var groups = counts.Groups.Select(group => (group.Key, Conversations: by == "reason" ? counts.Conversations : group.Value.Conversations, group.Value.HandedOff))
            .Select(group => new GroupView(group.Key, group.Conversations, group.HandedOff, Rate(group.HandedOff, group.Conversations)));
        return by == "hour"
            ? [.. groups.OrderBy(group => group.Key, StringComparer.Ordinal)]
            : [.. groups.OrderByDescending(group => group.HandedOff).ThenByDescending(group => group.Conversations).ThenBy(group => group.Key, StringComparer.Ordinal)];
    }

    private static double Rate(long handedOff, long conversations) => conversations == 0 ? 0 : (double)handedOff / conversations;
}
