using System.Text.Json;
using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using HandoffBot.Redis.Durability;

namespace HandoffBot.Server.Spool;

/// <summary>A message on disk: a <see cref="DiskFrame"/> of its JSON.</summary>
internal static class SpoolFrame
{
    /// <summary>A message with all its data, and what JSON makes of it.</summary>
    private const int MostBytes = 4 * Limits.RequestBytes;

    public static byte[] Write(InboundMessage message)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, SpoolJson.Default.InboundMessage);
        var frame = new byte[DiskFrame.HeaderBytes + json.Length];
        json.CopyTo(frame, DiskFrame.HeaderBytes);
        DiskFrame.Seal(frame);
        return frame;
    }

    /// <summary>All whole frames of a file, in order. Ends quietly at a torn one.</summary>
    public static IEnumerable<InboundMessage> ReadAll(Stream file)
    {
        while (DiskFrame.Read(file, MostBytes) is { } json)
        {
            yield return JsonSerializer.Deserialize(json, SpoolJson.Default.InboundMessage)!;
        }
    }
}
