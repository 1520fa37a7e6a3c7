using System.Net;
using System.Net.Sockets;

namespace HandoffBot.Channels.DirectLine;

/// <summary>What counts as one sender on the network.</summary>
internal static class NetworkOf
{
    /// <summary>One IPv6 customer has a whole /64.</summary>
    public static string Address(IPAddress address) =>
        address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
}
