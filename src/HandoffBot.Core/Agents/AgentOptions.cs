using System.ComponentModel.DataAnnotations;

namespace HandoffBot.Core.Agents;

/// <summary>Section <c>Agents</c>.</summary>
public sealed class AgentOptions
{
    public const string Section = "Agents";

    /// <summary>
    /// Without any sign of an agent for this long they are offline and what they have goes back to the queue. Any call of the agent API is a sign, and so is an open
    /// event stream, every 15 s; consoles look every 20 s. Not shorter than a hold lasts, within which programs have to renew anyway.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:30", "01:00:00")]
    public TimeSpan GoneAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Offers missed in a row after which nothing more is offered until the agent says that they are there.</summary>
    [Range(1, 20)]
    public int MissedOffers { get; set; } = 2;

    /// <summary>How often agents who are gone are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);
}
