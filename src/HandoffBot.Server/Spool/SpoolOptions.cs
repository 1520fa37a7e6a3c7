using System.ComponentModel.DataAnnotations;

namespace HandoffBot.Server.Spool;

/// <summary>Section <c>Spool</c>: what this node keeps on disk while the store is away.</summary>
internal sealed class SpoolOptions
{
    public const string Section = "Spool";

    /// <summary>Megabytes it may take. Beyond them channels get an error and try again, rather than the disk filling up.</summary>
    [Range(1, 100_000)]
    public int MaxMegabytes { get; set; } = 512;

    /// <summary>How often it is looked whether the store is back.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan DrainEvery { get; set; } = TimeSpan.FromMilliseconds(250);
}
