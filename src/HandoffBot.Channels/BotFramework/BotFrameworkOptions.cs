namespace HandoffBot.Channels.BotFramework;

/// <summary>Section <c>BotFramework</c>.</summary>
public sealed class BotFrameworkOptions
{
    public const string Section = "BotFramework";

    /// <summary>Hosts that we send to, <c>*.</c> for any subdomain; empty means those of the public cloud. Loopback is always allowed in Development, and nowhere else.</summary>
    public IReadOnlyList<string> AllowedServiceUrls { get; set; } = [];
}
