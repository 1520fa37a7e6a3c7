using HandoffBot.Console.Api;
using HandoffBot.Contracts.Ops;

namespace HandoffBot.Console.Ops;

/// <summary>The figures of the chosen period, today's ledger, and what is going on now.</summary>
public sealed class OpsBoard(OpsApi api, TimeProvider time)
{
    public static IReadOnlyList<string> Groupings { get; } = ["reason", "channel", "topic", "skill", "hour"];

    public Period Period { get; set; }

    /// <summary>One of <see cref="Groupings"/>.</summary>
    public string By { get; set; } = Groupings[0];

    /// <summary>Null until it is loaded.</summary>
    public OpsSummary? Summary { get; private set; }

    /// <summary>Null until it is loaded.</summary>
    public LedgerView? Ledger { get; private set; }

    /// <summary>Null until it is loaded.</summary>
    public LiveView? Live { get; private set; }

    /// <summary>Null until they are loaded.</summary>
    public IReadOnlyList<GuaranteeView>? Guarantees { get; private set; }

    /// <summary>What the auditor found, latest first.</summary>
    public IReadOnlyList<FindingView> Findings { get; private set; } = [];

    /// <summary>How a policy that is only watched differs; null until it is loaded.</summary>
    public ShadowView? Shadow { get; private set; }

    /// <summary>When everything was last up to date.</summary>
    public DateTimeOffset? UpdatedAt { get; private set; }

    /// <summary>Why it could not be brought up to date; the figures stay as they were.</summary>
    public ApiProblem? Problem { get; private set; }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (period, by) = (Period, By);
        var reading = api.SummaryAsync(period.From(now, time.LocalTimeZone), now, by, cancellationToken);
        var ledger = await api.LedgerAsync(cancellationToken);
        var live = await api.LiveAsync(cancellationToken);
        var guarantees = await api.GuaranteesAsync(cancellationToken);
        var findings = await api.FindingsAsync(cancellationToken);
        var shadow = await api.ShadowAsync(period.From(now, time.LocalTimeZone), now, cancellationToken);
        var summary = await reading;
        if ((period, by) != (Period, By))
        {
            // Another choice was made meanwhile: its own reading is on the way.
            return;
        }

        Problem = summary.Problem ?? ledger.Problem ?? live.Problem ?? guarantees.Problem ?? findings.Problem ?? shadow.Problem;
        if (Problem is null)
        {
            (Summary, Ledger, Live, UpdatedAt) = (summary.Value, ledger.Value, live.Value, now);
            (Guarantees, Findings, Shadow) = (guarantees.Value, findings.Value ?? [], shadow.Value);
        }
    }
}
