using System.Buffers.Text;
using System.Security.Cryptography;

namespace HandoffBot.Redis.Handoffs;

/// <summary>What whoever holds a lease shows with every act: 128 random bits, URL-safe.</summary>
internal static class LeaseToken
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
