using HandoffBot.Core.Audit;
using HandoffBot.Core.Guarantees;
using static HandoffBot.Core.Guarantees.GuaranteeState;

namespace HandoffBot.Core.Tests.Guarantees;

public sealed class GuaranteeJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Yesterday = new(2026, 3, 1);

    private static readonly GuaranteeEvidence Well = new() { At = Now, StoreIsReady = true, StoreDetail = "fsynced", LastAudit = Now.AddSeconds(-2), AgentsAvailable = 1, Reconciled = [Counted(5)] };

    [Fact]
    public void All_ten_are_kept_while_all_is_well_in_their_order()
    {
        var promises = GuaranteeJudge.Judge(Well);
        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"G{number}"), promises.Select(promise => promise.Id));
        Assert.All(promises, promise => Assert.Equal(Kept, promise.State));
    }

    public static TheoryData<string, GuaranteeEvidence, string[], GuaranteeState> Table => new()
    {
        { "a request without a handoff", Well with { AskedInVain = 1 }, ["G1"], Broken },
        { "a store that is not ready", Well with { StoreIsReady = false }, ["G2"], Broken },
        { "a late fsync", Well with { StoreAtRisk = "one second" }, ["G2"], AtRisk },
        { "a record nobody can read", Well with { Findings = [Found(FindingKind.UnreadableRecord, null)] }, ["G3"], Broken },
        { "a place that was lost and put back", Well with { Findings = [Found(FindingKind.WaitingWithoutPlace, Now.AddHours(-1))] }, ["G3"], AtRisk },
        { "messages that wait on disk", Well with { Spooled = 2 }, ["G3"], AtRisk },
        { "messages that were put aside", Well with { SetAside = 1 }, ["G3"], Broken },
        { "a repair of two days ago", Well with { Findings = [Found(FindingKind.WaitingWithoutPlace, Now.AddHours(-48))] }, [], Kept },
        { "two handoffs of one conversation", Well with { Findings = [Found(FindingKind.TwoHandoffs, null)] }, ["G4"], Broken },
        { "turns that are not those of the receipt", Well with { Findings = [Found(FindingKind.ReceiptWrong, null)] }, ["G5"], Broken },
        { "words without a name", Well with { Findings = [Found(FindingKind.SpeakerMissing, null)] }, ["G10"], Broken },
        { "an auditor that never ran", Well with { LastAudit = null }, ["G3", "G4", "G5", "G10"], AtRisk },
        { "an auditor that is late", Well with { LastAudit = Now.AddMinutes(-6) }, ["G3", "G4", "G5", "G10"], AtRisk },
        { "a follow-up past its time", Well with { FollowUpsOpen = 3, FollowUpsOverdue = 1 }, ["G6"], Broken },
        { "customers and nobody for them", Well with { Waiting = 2, AgentsAvailable = 0 }, ["G6"], AtRisk },
        { "somebody who waits longer than the target", Well with { Waiting = 1, Overdue = 1 }, ["G6"], AtRisk },
        { "a customer without a reply", Well with { RepliesOverdue = 1 }, ["G8"], Broken },
        { "a loop that is late", Well with { LateLoops = ["pending replies"] }, ["G6", "G7", "G8"], AtRisk },
        { "estimates that seldom come true", Well with { Estimates = new(Within: 6, Sooner: 4, Later: 10) }, ["G7"], AtRisk },
        { "estimates of which a third comes true", Well with { Estimates = new(Within: 7, Sooner: 4, Later: 10) }, [], Kept },
        { "too few estimates to judge them", Well with { Estimates = new(Within: 0, Sooner: 0, Later: 19) }, [], Kept },
        { "a difference in the ledger", Well with { LedgerDifference = -1 }, ["G9"], Broken },
        { "a day that was counted differently", Well with { Reconciled = [Counted(6)] }, ["G9"], Broken },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void What_is_seen_decides_about_the_promises_it_belongs_to_and_no_others(string seen, GuaranteeEvidence evidence, string[] promises, GuaranteeState state)
    {
        Assert.NotEmpty(seen);
        Assert.Equal(promises.Select(id => (id, state)), GuaranteeJudge.Judge(evidence).Where(promise => promise.State != Kept).Select(promise => (promise.Id, promise.State)));
    }

    private static Finding Found(string kind, DateTimeOffset? repairedAt) => new(kind, "h1", "", Now.AddHours(-50), Now.AddHours(-1), repairedAt);

    private static Reconciliation Counted(long recorded) => new(Yesterday, Now, new Twice(5, recorded), new Twice(5, 5), new Twice(0, 0));
}
