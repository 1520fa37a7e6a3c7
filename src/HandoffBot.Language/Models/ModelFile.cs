using System.IO.Compression;
using System.Runtime.InteropServices;

namespace HandoffBot.Language.Models;

/// <summary>
/// The file of a <see cref="LinearModel"/>: the name and version of the format, the heads by name, their scales and biases, the hashes of known words, then the weights, head by head because
/// neighbours in one head are alike and pack well. Everything behind the eight bytes of the name is packed (Brotli); numbers are little-endian.
/// </summary>
internal static class ModelFile
{
    public const string Name = "readers.model";

    private static ReadOnlySpan<byte> Format => "HBREAD02"u8;

    /// <exception cref="InvalidDataException">The file is of another format or for other heads.</exception>
    public static LinearModel Read(Stream stream)
    {
        Span<byte> format = stackalloc byte[Format.Length];
        stream.ReadExactly(format);
        if (!format.SequenceEqual(Format))
        {
            throw new InvalidDataException("This is no model of the readers.");
        }

        using var unpacked = new BrotliStream(stream, CompressionMode.Decompress, leaveOpen: true);
        using var reader = new BinaryReader(unpacked);
        var heads = new string[reader.ReadInt32()];
        for (var head = 0; head < heads.Length; head++)
        {
            heads[head] = reader.ReadString();
        }

        if (reader.ReadInt32() != TextFeatures.Buckets || !heads.SequenceEqual(Heads.All))
        {
            throw new InvalidDataException("The model answers other questions than the readers ask; train it again.");
        }

        var scales = ReadNumbers(reader, heads.Length);
        var biases = ReadNumbers(reader, heads.Length);
        var known = new uint[reader.ReadInt32()];
        for (var word = 0; word < known.Length; word++)
        {
            known[word] = reader.ReadUInt32();
        }

        var weights = new sbyte[TextFeatures.Buckets * LinearModel.RowLength];
        var column = new sbyte[TextFeatures.Buckets];
        for (var head = 0; head < heads.Length; head++)
        {
            unpacked.ReadExactly(MemoryMarshal.AsBytes(column.AsSpan()));
            for (var bucket = 0; bucket < column.Length; bucket++)
            {
                weights[(bucket * LinearModel.RowLength) + head] = column[bucket];
            }
        }

        return new LinearModel(weights, scales, biases, new KnownWords(known));
    }

    public static void Write(LinearModel model, Stream stream)
    {
        stream.Write(Format);
        using var packed = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(packed);
        writer.Write(Heads.All.Count);
        foreach (var head in Heads.All)
        {
            writer.Write(head);
        }

        writer.Write(TextFeatures.Buckets);
        writer.Write(MemoryMarshal.AsBytes(model.Scales));
        writer.Write(MemoryMarshal.AsBytes(model.Biases));
        uint[] known = [.. model.Known.Hashes];
        writer.Write(known.Length);
        foreach (var word in known)
        {
            writer.Write(word);
        }

        writer.Flush();
        var column = new sbyte[TextFeatures.Buckets];
        for (var head = 0; head < Heads.All.Count; head++)
        {
            for (var bucket = 0; bucket < column.Length; bucket++)
            {
                column[bucket] = model.Weights[(bucket * LinearModel.RowLength) + head];
            }

            packed.Write(MemoryMarshal.AsBytes(column.AsSpan()));
        }
    }

    public static LinearModel ReadEmbedded()
    {
        using var stream = typeof(ModelFile).Assembly.GetManifestResourceStream($"Models/{Name}") ?? throw new InvalidDataException("The model of the readers is not part of this build.");
        return Read(stream);
    }

    private static float[] ReadNumbers(BinaryReader reader, int count)
    {
        var numbers = new float[count];
        for (var index = 0; index < count; index++)
        {
            numbers[index] = reader.ReadSingle();
        }

        return numbers;
    }
}
