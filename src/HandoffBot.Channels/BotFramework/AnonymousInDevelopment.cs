using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace HandoffBot.Channels.BotFramework;

/// <summary>
/// Lets activities in without a token only where that is harmless: in Development, from this machine, to be answered to this machine. A request that carries a
/// token is refused, since nothing here could tell a good one from a forged one; so is one that a web page sends, since a developer's browser opens strangers' pages.
/// </summary>
internal sealed class AnonymousInDevelopment(IHostEnvironment environment)
{
    public bool AdmitsSender(HttpContext context) =>
        environment.IsDevelopment() && context.Request.Headers is { Authorization.Count: 0, Origin.Count: 0 } && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    public static bool AdmitsAnswering(string? serviceUrl) => ServiceUrls.IsLoopback(serviceUrl);
}
