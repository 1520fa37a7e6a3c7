using System.Globalization;
using HandoffBot.Core.Audit;
using StackExchange.Redis;

namespace HandoffBot.Redis.Audit;

/// <summary>Reads a finding as keep-finding.lua writes it.</summary>
internal static class FindingRecord
{
    public static Finding Read(HashEntry entry) => (((string)entry.Name!).Split('|', 2), ((string)entry.Value!).Split('|', 4)) is ([var kind, var subject], [var first, var last, var repaired, var detail])
        ? new Finding(kind, subject, detail, Instant(first), Instant(last), repaired.Length > 0 ? Instant(repaired) : null)
        : throw new FormatException($"A finding reads '{entry}'.");

    private static DateTimeOffset Instant(string ms) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ms, CultureInfo.InvariantCulture));
}
