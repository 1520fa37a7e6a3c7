using HandoffBot.Core.Audit;
using HandoffBot.Server.Loops;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Audit;

/// <summary>Checks all that must always hold, a slice at a time, and counts each finished day a second time (promises G3 to G5, G9).</summary>
internal sealed partial class AuditLoop(IAuditStore audit, IOptions<LoopOptions> options, TimeProvider time, ILogger<AuditLoop> logger)
    : Loop("audit", options.Value.AuditEvery, time, logger)
{
    /// <summary>Finished days that are counted again: a weekend on which no server ran is caught up with.</summary>
    public const int DaysReconciled = 4;

    /// <summary>A day that cannot be counted now, because work goes on with it, is tried again after this; counting reads every handoff.</summary>
    private static readonly TimeSpan ReconcileEvery = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time = time;
    private DateTimeOffset _reconcileAt;

    public override async Task PassAsync(CancellationToken cancellationToken)
    {
        foreach (var finding in await audit.CheckSomeAsync())
        {
            Found(finding.Kind, finding.Subject, finding.RepairedAt is not null);
        }

        if (_time.GetUtcNow() is var now && now >= _reconcileAt)
        {
            _reconcileAt = now + ReconcileEvery;
            foreach (var day in FinishedDays(now))
            {
                if (await audit.ReconcileAsync(day) is { Agrees: false })
                {
                    Differs(day);
                }
            }
        }
    }

    /// <summary>The latest first.</summary>
    public static IEnumerable<DateOnly> FinishedDays(DateTimeOffset now) => Enumerable.Range(1, DaysReconciled).Select(ago => DateOnly.FromDateTime(now.UtcDateTime).AddDays(-ago));

    [LoggerMessage(Level = LogLevel.Error, Message = "The auditor found {Kind} at {Subject}; put right: {IsRepaired}")]
    private partial void Found(string kind, string subject, bool isRepaired);

    [LoggerMessage(Level = LogLevel.Error, Message = "Counters and records disagree about {Day}")]
    private partial void Differs(DateOnly day);
}
