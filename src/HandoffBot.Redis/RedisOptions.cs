using System.ComponentModel.DataAnnotations;
using HandoffBot.Core;

namespace HandoffBot.Redis;

/// <summary>Section <c>Redis</c>.</summary>
public sealed class RedisOptions
{
    public const string Section = "Redis";

    /// <summary>StackExchange.Redis connection string; empty starts the embedded store.</summary>
    public string Connection { get; set; } = "";

    /// <summary>First part of every key, so that several installations can share one Redis.</summary>
    [RegularExpression("^[A-Za-z0-9_-]{1,40}$", ErrorMessage = "Redis:Prefix must be 1 to 40 letters, digits, '-' or '_'.")]
    public string Prefix { get; set; } = "hb";

    /// <summary>
    /// Hash slots that conversations are spread over, so that a Redis Cluster shares the load; with one Redis, 1. Fixed for the life of the data: with another number
    /// conversations are looked for where they are not.
    /// </summary>
    [Range(1, Limits.Partitions)]
    public int Partitions { get; set; } = 1;

    /// <summary>What one command may take before it counts as failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
