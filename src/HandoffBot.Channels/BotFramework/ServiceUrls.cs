using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HandoffBot.Channels.BotFramework;

/// <summary>Which connectors we send to. The address comes with every activity: without this list whoever sends one could point us at any host.</summary>
internal sealed class ServiceUrls(IOptions<BotFrameworkOptions> options, IHostEnvironment environment)
{
    /// <summary>Not <c>*.trafficmanager.net</c>: anybody can have a name there.</summary>
    private static readonly string[] PublicCloud = ["*.botframework.com", "smba.trafficmanager.net"];

    private readonly IReadOnlyList<string> _hosts = options.Value.AllowedServiceUrls is { Count: > 0 } configured ? configured : PublicCloud;
    private readonly bool _isDevelopment = environment.IsDevelopment();

    public bool Allows(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) && url.UserInfo.Length == 0
        && ((url.Scheme == Uri.UriSchemeHttps && _hosts.Any(pattern => Matches(url.Host, pattern))) || (_isDevelopment && IsLoopback(url)));

    /// <summary>By its name or literal address; names are not resolved, since what they resolve to may change.</summary>
    public static bool IsLoopback(string? serviceUrl) => Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) && IsLoopback(url);

    private static bool IsLoopback(Uri url) => url.IsLoopback && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    private static bool Matches(string host, string pattern) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
