using HandoffBot.Core.Hours;
using Microsoft.Extensions.Options;

namespace HandoffBot.Core.Handoffs;

/// <summary>How a wait stands against its target, in working time. Pure.</summary>
public sealed class WaitPromise(QueueHours hours, IOptions<HandoffOptions> options)
{
    private TargetOptions Targets => options.Value.Targets;

    /// <summary>When a person should have taken it; null when its queue never opens long enough.</summary>
    public DateTimeOffset? DueAt(Handoff handoff) => Hours(handoff).After(handoff.Opened.EnqueuedAt, Targets.For(handoff.Opened.Priority));

    public OverdueMark Standing(Handoff handoff, DateTimeOffset now)
    {
        var target = Targets.For(handoff.Opened.Priority);
        var waited = Hours(handoff).OpenBetween(handoff.Opened.EnqueuedAt, now);
        return waited >= target ? OverdueMark.Overdue : waited >= target * Targets.RiskAt ? OverdueMark.AtRisk : OverdueMark.None;
    }

    /// <summary>No handoff with a higher score can be at risk at this instant: working time passes no faster than any other.</summary>
    public long ScoreAtRisk(DateTimeOffset now) =>
        Enum.GetValues<Priority>().Max(priority => (now - (Targets.For(priority) * Targets.RiskAt) - priority.HeadStart()).ToUnixTimeMilliseconds());

    private OpeningHours Hours(Handoff handoff) => hours.For(handoff.Skill, handoff.Opened.Priority);
}
