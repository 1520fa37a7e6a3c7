using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Hours;

/// <summary><c>Handoffs:Targets</c>: within how much working time a person should have taken a handoff.</summary>
public sealed record TargetOptions
{
    public TimeSpan Normal { get; set; } = TimeSpan.FromMinutes(20);

    public TimeSpan High { get; set; } = TimeSpan.FromMinutes(10);

    public TimeSpan Urgent { get; set; } = TimeSpan.FromMinutes(5);

    public TimeSpan Crisis { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The share of the target after which it is at risk: others may take it, supervisors are told and the customer is offered a callback.</summary>
    public double RiskAt { get; set; } = 0.7;

    /// <summary>How often at most a waiting customer is told that the wait has changed.</summary>
    public TimeSpan NewsEvery { get; set; } = TimeSpan.FromMinutes(4);

    public TimeSpan For(Priority priority) => priority switch
    {
        Priority.Normal => Normal,
        Priority.High => High,
        Priority.Urgent => Urgent,
        Priority.Crisis => Crisis,
        _ => throw new ArgumentOutOfRangeException(nameof(priority), priority, null),
    };

    /// <summary>What is wrong, a sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (Enum.GetValues<Priority>().Any(priority => For(priority) < TimeSpan.FromSeconds(1) || For(priority) > TimeSpan.FromDays(7)))
        {
            yield return "Handoffs:Targets must be from 1 second to 7 days.";
        }

        if (RiskAt is not (>= 0.1 and <= 1))
        {
            yield return "Handoffs:Targets:RiskAt must be from 0.1 to 1.";
        }

        if (NewsEvery < TimeSpan.FromSeconds(1) || NewsEvery > TimeSpan.FromDays(1))
        {
            yield return "Handoffs:Targets:NewsEvery must be from 1 second to 1 day.";
        }
    }
}
