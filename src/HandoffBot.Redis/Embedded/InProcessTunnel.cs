using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace HandoffBot.Redis.Embedded;

/// <summary>Leads the client to the loop in this process: no port is opened, nobody else can connect.</summary>
internal sealed class InProcessTunnel(CommandLoop loop) : Tunnel
{
    /// <summary>No socket.</summary>
    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken) => default;

    public override ValueTask<Stream?> BeforeAuthenticateAsync(EndPoint endpoint, ConnectionType connectionType, Socket? socket, CancellationToken cancellationToken) => new(loop.Connect());
}
