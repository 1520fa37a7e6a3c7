using System.ComponentModel.DataAnnotations;

namespace HandoffBot.Server.Loops;

/// <summary>Section <c>Loops</c>: how often each loop that has no section of its own looks.</summary>
internal sealed class LoopOptions
{
    public const string Section = "Loops";

    /// <summary>How often replies past their deadline are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan PendingEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often words that a channel has not acknowledged are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan OutboxEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the figures for <c>/metrics</c> are read from the store.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan LiveFiguresEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the auditor looks at the next slice.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan AuditEvery { get; set; } = TimeSpan.FromSeconds(2);
}
