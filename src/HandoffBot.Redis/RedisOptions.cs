using System.ComponentModel.DataAnnotations;
using HandoffBot.Core;

namespace HandoffBot.Redis;

/// <summary>Section <c>Redis</c>.</summary>
public sealed class RedisOptions : IValidatableObject
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

    /// <summary>How many replicas of each primary must have a customer's message, a handoff, a person's words or a follow-up before it counts as stored; 0 to rely on the primary's log.</summary>
    [Range(0, Limits.Replicas)]
    public int Replicas { get; set; }

    /// <summary>What the replicas may take for that. Past it nothing is promised, as if Redis were away.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan ReplicasWithin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What one command may take before it counts as failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Replicas > 0 && Connection.Length == 0)
        {
            yield return new ValidationResult("Redis:Replicas needs Redis:Connection: the embedded store has no replicas.", [nameof(Replicas)]);
        }
    }
}
