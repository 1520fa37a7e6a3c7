using System.ComponentModel.DataAnnotations;

namespace HandoffBot.Core.Alerts;

/// <summary>Section <c>Alerts</c>: where supervisors are told beside the console and the ops board.</summary>
public sealed class AlertOptions
{
    public const string Section = "Alerts";

    /// <summary>What a secret must have at least: fewer can be guessed from one signed alert.</summary>
    public const int SecretCharacters = 16;

    /// <summary>Address that alerts are posted to; empty for none.</summary>
    public string Webhook { get; set; } = "";

    /// <summary>Signs what is posted (HMAC-SHA256), so that the receiver knows it is ours. At least 16 characters where there is an address.</summary>
    public string Secret { get; set; } = "";

    /// <summary>How often alerts that were not taken are tried again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After how long an alert that nobody takes is given up; consoles and the ops board show the state itself all the time.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);
}
