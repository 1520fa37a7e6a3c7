using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;
using HandoffBot.Core;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Server.Spool;

/// <summary>
/// A message on disk: length and CRC-32C of the JSON, four bytes little-endian each, then the JSON. A crash can tear the last one only; a frame whose sum is wrong was
/// never promised to anybody.
/// </summary>
internal static class SpoolFrame
{
    private const int HeaderBytes = 8;

    /// <summary>A message with all its data, and what JSON makes of it.</summary>
    private const int MostBytes = 4 * Limits.RequestBytes;

    public static byte[] Write(InboundMessage message)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, SpoolJson.Default.InboundMessage);
        var frame = new byte[HeaderBytes + json.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, json.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), Checksum(json));
        json.CopyTo(frame, HeaderBytes);
        return frame;
    }

    /// <summary>All whole frames of a file, in order. Ends quietly at a torn one.</summary>
    public static IEnumerable<InboundMessage> ReadAll(Stream file)
    {
        var header = new byte[HeaderBytes];
        while (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) == HeaderBytes)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (length is <= 0 or > MostBytes)
            {
                yield break;
            }

            var json = new byte[length];
            if (file.ReadAtLeast(json, length, throwOnEndOfStream: false) < length || Checksum(json) != BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)))
            {
                yield break;
            }

            yield return JsonSerializer.Deserialize(json, SpoolJson.Default.InboundMessage)!;
        }
    }

    /// <summary>CRC-32C (Castagnoli), by the processor's own instruction where it has one.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum = BitOperations.Crc32C(sum, value);
        }

        return ~sum;
    }
}
