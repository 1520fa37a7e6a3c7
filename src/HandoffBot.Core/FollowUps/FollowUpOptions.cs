using System.ComponentModel.DataAnnotations;

namespace HandoffBot.Core.FollowUps;

/// <summary>Section <c>FollowUps</c>.</summary>
public sealed class FollowUpOptions
{
    public const string Section = "FollowUps";

    /// <summary>Who answers for a skill's follow-ups until a named person has taken them: the id of their sign-in, by skill; <c>default</c> for the others.</summary>
    public Dictionary<string, string> Responsible { get; set; } = new(StringComparer.Ordinal);

    /// <summary>How long before it is due the owner is reminded.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan RemindBefore { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>In open time, how long after it is promised a callback or a message is due.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan DueWithin { get; set; } = TimeSpan.FromHours(4);

    /// <summary>
    /// In open time, how long after a handoff with something at stake was resolved the person who closed it looks whether it is really solved, unless the customer has
    /// said so. Zero: never.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan CheckAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often due follow-ups are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);

    public string? ResponsibleFor(string skill) => Responsible.GetValueOrDefault(skill) ?? Responsible.GetValueOrDefault("default");
}
