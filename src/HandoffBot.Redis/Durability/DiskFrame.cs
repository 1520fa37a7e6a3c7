using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace HandoffBot.Redis.Durability;

/// <summary>
/// Bytes on disk of which a crash may leave a part: length and CRC-32C of the payload, four bytes little-endian each, then the payload. What is not whole was never promised to
/// anybody.
/// </summary>
public static class DiskFrame
{
    public const int HeaderBytes = 8;

    /// <param name="frame">Room for the header, then the payload.</param>
    public static void Seal(Span<byte> frame)
    {
        var payload = frame[HeaderBytes..];
        BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Checksum(payload));
    }

    /// <summary>The payload of the frame at the position of <paramref name="file"/>; null when there is no whole one.</summary>
    /// <param name="mostBytes">A length beyond it is not one.</param>
    public static byte[]? Read(Stream file, long mostBytes)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length <= 0 || length > mostBytes)
        {
            return null;
        }

        var payload = new byte[length];
        return file.ReadAtLeast(payload, length, throwOnEndOfStream: false) == length && Checksum(payload) == BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) ? payload : null;
    }

    /// <summary>CRC-32C (Castagnoli), by the processor's own instruction where it has one.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            sum = BitOperations.Crc32C(sum, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var value in bytes[(words.Length * sizeof(ulong))..])
        {
            sum = BitOperations.Crc32C(sum, value);
        }

        return ~sum;
    }
}
