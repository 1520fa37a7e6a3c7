using HandoffBot.Contracts.Ops;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Audit;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Guarantees;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Reports;
using HandoffBot.Redis;
using HandoffBot.Server.Agents;
using HandoffBot.Server.Audit;
using HandoffBot.Server.Loops;
using HandoffBot.Server.Spool;

namespace HandoffBot.Server.Ops;

/// <summary>Collects what is known about the promises and lets them be judged.</summary>
internal sealed class GuaranteeReader(
    IAuditStore audit,
    IReportStore reports,
    IHandoffStore handoffs,
    IAgentStore agents,
    IFollowUpStore followUps,
    IOverdueStore overdue,
    StoreHealth store,
    SpoolFiles spool,
    IEnumerable<Loop> loops,
    TimeProvider time)
{
    /// <summary>A loop looks every second: a reply that is later than this was forgotten.</summary>
    private static readonly TimeSpan ReplyIsOverdue = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<GuaranteeView>> ReadAsync()
    {
        var promises = GuaranteeJudge.Judge(await CollectAsync());
        var since = await audit.KeepStatesAsync(promises.ToDictionary(promise => promise.Id, promise => PublicName.Of(promise.State), StringComparer.Ordinal));
        return [.. promises.Select(promise => new GuaranteeView(promise.Id, promise.Title, PublicName.Of(promise.State), promise.Detail, since[promise.Id]))];
    }

    private async Task<GuaranteeEvidence> CollectAsync()
    {
        var now = time.GetUtcNow();
        var health = await store.CheckAsync();
        var (waiting, total) = await handoffs.ListAsync(HandoffState.Waiting, skill: null);
        var owed = await followUps.CountAsync();
        var reconciled = await Task.WhenAll(AuditLoop.FinishedDays(now).Select(audit.FindReconciliationAsync));
        var running = loops.ToArray();
        return new GuaranteeEvidence
        {
            At = now,
            AskedInVain = await audit.CountAskedInVainAsync(now.AddHours(-24)),
            StoreIsReady = health.IsReady,
            StoreAtRisk = health.AtRisk,
            StoreDetail = health.Detail,
            Spooled = spool.Count,
            SetAside = spool.SetAside,
            LastAudit = running.OfType<AuditLoop>().FirstOrDefault()?.LastSuccess,
            Findings = await audit.ListFindingsAsync(),
            RepliesOverdue = await audit.CountOverdueRepliesAsync(ReplyIsOverdue),
            LateLoops = [.. running.Where(loop => !loop.IsHealthy).Select(loop => loop.Name)],
            Waiting = total,
            LongestWait = waiting.Count == 0 ? TimeSpan.Zero : now - waiting.Min(handoff => handoff.Opened.EnqueuedAt),
            Overdue = (await overdue.CountAsync()).Overdue,
            AgentsAvailable = (await agents.ListAsync()).Count(agent => agent.Presence == Presence.Available),
            FollowUpsOpen = owed.Open,
            FollowUpsOverdue = owed.Overdue,
            Estimates = await reports.CountEstimatesAsync(now.AddHours(-24), now),
            LedgerDifference = (await reports.ReadLedgerAsync(DateOnly.FromDateTime(now.UtcDateTime))).Difference,
            Reconciled = [.. reconciled.OfType<Reconciliation>()],
        };
    }
}
