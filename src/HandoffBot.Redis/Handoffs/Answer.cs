using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;

namespace HandoffBot.Redis.Handoffs;

/// <summary>The first answer of a person to a handoff.</summary>
/// <param name="Waited">Seconds on the clock.</param>
/// <param name="Told">The wait that the customer was told; null when none was.</param>
internal sealed record Answer(long Waited, string Skill, WaitEstimate? Told)
{
    /// <summary>Seconds of the wait in which people were there: a night between asking and answering is no wait to expect at noon.</summary>
    /// <param name="hours">Of its skill.</param>
    public long WorkingTime(OpeningHours hours, DateTimeOffset answeredAt) => hours.Zone is null ? Waited : (long)hours.OpenBetween(answeredAt.AddSeconds(-Waited), answeredAt).TotalSeconds;
}
