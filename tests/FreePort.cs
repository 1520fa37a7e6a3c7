using System.Net;
using System.Net.Sockets;

namespace HandoffBot.Tests;

/// <summary>Ports for servers that a test starts. Each is given once in a process, and none is one that the system gives to outgoing connections (32768 and up on
/// Linux), which could take it before the server has it, or while the server is down.</summary>
internal static class FreePort
{
    private const int First = 10_000;
    private const int Last = 32_000;

    private static int _next = Random.Shared.Next(First, Last);

    public static int Find()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _next) % (Last - First));
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
