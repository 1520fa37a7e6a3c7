using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HandoffBot.Language.Answers.Encoder;

namespace HandoffBot.Language.Answers;

/// <summary>
/// The encoded examples. To encode all dialogs takes seconds, so they are kept in a file and found again at the next start; the file is only a saving, and one
/// that is damaged or of another encoder is written anew. Those of the dialogs that ship are part of the assembly (<c>Encoder/meanings.bin</c>, such a file).
/// </summary>
/// <param name="folder">Where the file is kept; null to keep none.</param>
/// <param name="remembered">What was encoded or read before.</param>
internal sealed class Meanings(string? folder, ConcurrentDictionary<Guid, float[]> remembered)
{
    private const int KeyBytes = 16;
    private const int MostRecent = 1024;
    private const int RecordBytes = KeyBytes + (SentenceEncoder.Width * sizeof(float));

    /// <summary>Several servers may run in one process.</summary>
    private static readonly ConcurrentDictionary<Guid, float[]> OfProcess = Shipped();

    private readonly RecentMeanings _recent = new(MostRecent);

    public Meanings(string? folder)
        : this(folder, OfProcess)
    {
    }

    /// <summary>Whether there will be a file for the next start.</summary>
    public bool AreKept => folder is not null;

    private string? File => folder is null ? null : Path.Combine(folder, $"meanings-{SentenceEncoder.Version}.bin");

    /// <summary>What the assembly knows of the dialogs that ship.</summary>
    internal static ConcurrentDictionary<Guid, float[]> Shipped()
    {
        using var stream = typeof(Meanings).Assembly.GetManifestResourceStream("meanings.bin")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var shipped = new ConcurrentDictionary<Guid, float[]>();
        Parse(bytes, shipped);
        return shipped;
    }

    /// <returns>Null when one of the texts is not known yet.</returns>
    public float[][]? Known(IReadOnlyCollection<string> texts)
    {
        var keys = texts.Select(Key).ToArray();
        if (!keys.All(remembered.ContainsKey))
        {
            Read();
        }

        return keys.All(remembered.ContainsKey) ? Array.ConvertAll(keys, key => remembered[key]) : null;
    }

    /// <summary>Of what a customer says.</summary>
    public float[] Of(string said)
    {
        var key = Key(said);
        return remembered.TryGetValue(key, out var known) ? known : _recent.Of(key, () => SentenceEncoder.Shared.Value.Encode(said));
    }

    /// <param name="atOnce">On how many threads at most.</param>
    public float[][] Encode(IReadOnlyList<string> texts, int atOnce)
    {
        var encoder = SentenceEncoder.Shared.Value;
        var encoded = encoder.Encode([.. texts.Select(encoder.Pieces)], atOnce);
        foreach (var (text, meaning) in texts.Zip(encoded))
        {
            remembered[Key(text)] = meaning;
        }

        Write(texts, encoded);
        return encoded;
    }

    private static Guid Key(string text) => new(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())).AsSpan(0, KeyBytes));

    private void Read()
    {
        if (File is null || !System.IO.File.Exists(File))
        {
            return;
        }

        try
        {
            Parse(System.IO.File.ReadAllBytes(File), remembered);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Encoded again.
        }
    }

    private static void Parse(ReadOnlySpan<byte> bytes, ConcurrentDictionary<Guid, float[]> into)
    {
        var content = bytes[..Math.Max(0, bytes.Length - SHA256.HashSizeInBytes)];
        if (content.Length % RecordBytes != 0 || !SHA256.HashData(content).AsSpan().SequenceEqual(bytes[content.Length..]))
        {
            return;
        }

        for (var at = 0; at < content.Length; at += RecordBytes)
        {
            into[new Guid(content.Slice(at, KeyBytes))] = MemoryMarshal.Cast<byte, float>(content.Slice(at + KeyBytes, RecordBytes - KeyBytes)).ToArray();
        }
    }

    private void Write(IReadOnlyList<string> texts, float[][] encoded)
    {
        if (File is null)
        {
            return;
        }

        try
        {
            var bytes = new byte[(texts.Count * RecordBytes) + SHA256.HashSizeInBytes];
            for (var place = 0; place < texts.Count; place++)
            {
                var record = bytes.AsSpan(place * RecordBytes, RecordBytes);
                Key(texts[place]).TryWriteBytes(record);
                MemoryMarshal.AsBytes(encoded[place].AsSpan()).CopyTo(record[KeyBytes..]);
            }

            SHA256.HashData(bytes.AsSpan(0, texts.Count * RecordBytes), bytes.AsSpan(texts.Count * RecordBytes));
            Directory.CreateDirectory(folder!);
            var fresh = $"{File}.{Environment.ProcessId}";
            System.IO.File.WriteAllBytes(fresh, bytes);
            System.IO.File.Move(fresh, File, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Encoded again at the next start.
        }
    }
}
