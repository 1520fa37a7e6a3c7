using System.Net;
using System.Net.Sockets;

namespace HandoffBot.Server.Drill;

/// <summary>Ports for processes that come back to them after a kill.</summary>
internal static class FreePort
{
    private const int First = 20_000;

    /// <summary>Below the ports that systems give to outgoing connections (32768 and up on Linux): one of those could take the place of a process that was killed.</summary>
    private const int Last = 32_000;

    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }
}
