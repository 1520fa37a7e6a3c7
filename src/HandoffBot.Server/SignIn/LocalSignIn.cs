using System.Net;
using System.Security.Cryptography;
using System.Text;
using HandoffBot.Server.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.SignIn;

/// <summary>
/// The printed link: signs in whoever can read this process's output, while nobody else can reach the process. Closed as soon as an identity provider is
/// configured, one bound address is not loopback, or a proxy brings others to it.
/// </summary>
internal sealed class LocalSignIn(IServer server, IOptions<AuthOptions> auth, IOptions<ProxyOptions> proxy)
{
    public const string DefaultName = "Alice";

    private readonly string _key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public bool IsOpen => !auth.Value.HasIdentityProvider && !proxy.Value.IsUsed && Addresses is { Count: > 0 } addresses && addresses.All(IsLoopback);

    /// <summary>Where the process listens; empty before it does.</summary>
    public ICollection<string> Addresses => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    /// <summary>Path and query of the link.</summary>
    public string Link => $"/sign-in?key={_key}&name={DefaultName}";

    public bool IsKey(string? given) => given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(_key));

    /// <summary>Whether an address that Kestrel binds (<c>http://+:80</c>, <c>http://localhost:5080</c>) can be reached from this machine only.</summary>
    public static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host.Trim('[', ']');
        return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
