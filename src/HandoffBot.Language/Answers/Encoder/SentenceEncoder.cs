using System.Text;

namespace HandoffBot.Language.Answers.Encoder;

/// <summary>
/// Turns a sentence into a direction in 384 dimensions, near to those of sentences that mean the same: the transformer all-MiniLM-L6-v2 (README.md beside this
/// file), run here without a native library. Made for English; other languages are read by their pieces.
/// </summary>
internal sealed class SentenceEncoder
{
    public const int Width = 384;
    private const int Layers = 6;
    private const int Positions = 64;

    /// <summary>Pieces read of a sentence; the first ones name the concern, and the work grows with them.</summary>
    private const int MostPieces = 48;

    /// <summary>Pieces worked on together, so that matrices are read once for many.</summary>
    private const int Together = 64;

    private readonly WordPieces _pieces;
    private readonly float[] _pieceScales;
    private readonly byte[] _pieceSteps;
    private readonly float[] _positions;
    private readonly LayerNorm _atStart;
    private readonly EncoderLayer[] _layers;

    private SentenceEncoder(BinaryReader file)
    {
        _pieces = new WordPieces(Encoding.UTF8.GetString(file.ReadBytes(file.ReadInt32())));
        _pieceScales = new float[file.ReadInt32()];
        _pieceSteps = new byte[_pieceScales.Length * Width / 2];
        for (var piece = 0; piece < _pieceScales.Length; piece++)
        {
            _pieceScales[piece] = file.ReadSingle();
            file.BaseStream.ReadExactly(_pieceSteps.AsSpan(piece * Width / 2, Width / 2));
        }

        _positions = file.ReadFloats(Positions * Width);
        _atStart = new LayerNorm(file, Width);
        _layers = new EncoderLayer[Layers];
        for (var layer = 0; layer < Layers; layer++)
        {
            _layers[layer] = new EncoderLayer(file, Width);
        }
    }

    /// <summary>The one of this process, read when first needed.</summary>
    public static Lazy<SentenceEncoder> Shared { get; } = new(() =>
    {
        using var stream = typeof(SentenceEncoder).Assembly.GetManifestResourceStream("encoder.bin")!;
        using var file = new BinaryReader(stream);
        return new SentenceEncoder(file);
    });

    /// <summary>Names these weights, so that what was encoded with others is not taken for their work.</summary>
    public const string Version = "minilm-l6-1";

    public int[] Pieces(string text) => _pieces.Cut(text, MostPieces);

    public float[] Encode(string text) => Encode([Pieces(text)], atOnce: 1)[0];

    /// <param name="sentences">Pieces of each.</param>
    /// <param name="atOnce">On how many threads at most; one is the caller's own.</param>
    /// <returns>A direction (length 1) of <see cref="Width"/> numbers for each sentence.</returns>
    public float[][] Encode(IReadOnlyList<int[]> sentences, int atOnce)
    {
        var encoded = new float[sentences.Count][];
        var batches = new List<List<int>>();
        var room = 0;
        foreach (var place in Enumerable.Range(0, sentences.Count))
        {
            if (batches.Count == 0 || room < sentences[place].Length)
            {
                batches.Add([]);
                room = Together;
            }

            batches[^1].Add(place);
            room -= sentences[place].Length;
        }

        if (atOnce == 1)
        {
            batches.ForEach(batch => EncodeTogether(batch, sentences, encoded));
        }
        else
        {
            Parallel.ForEach(batches, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, batch => EncodeTogether(batch, sentences, encoded));
        }

        return encoded;
    }

    private void EncodeTogether(List<int> batch, IReadOnlyList<int[]> sentences, float[][] encoded)
    {
        var lengths = batch.Select(place => sentences[place].Length).ToArray();
        var rows = new float[lengths.Sum() * Width];
        var row = 0;
        foreach (var place in batch)
        {
            for (var position = 0; position < sentences[place].Length; position++, row++)
            {
                Read(sentences[place][position], position, rows.AsSpan(row * Width, Width));
            }
        }

        _atStart.Apply(rows, default);
        foreach (var layer in _layers)
        {
            layer.Apply(rows, lengths);
        }

        row = 0;
        for (var sentence = 0; sentence < lengths.Length; sentence++)
        {
            var sum = new float[Width];
            for (var piece = 0; piece < lengths[sentence]; piece++, row++)
            {
                Floats.AddTo(sum, rows.AsSpan(row * Width, Width), 1);
            }

            Floats.Normalize(sum);
            encoded[batch[sentence]] = sum;
        }
    }

    private void Read(int piece, int position, Span<float> row)
    {
        var scale = _pieceScales[piece];
        for (var at = 0; at < Width; at += 2)
        {
            var both = _pieceSteps[((piece * Width) + at) / 2];
            row[at] = (((both & 15) - 8) * scale) + _positions[(position * Width) + at];
            row[at + 1] = (((both >> 4) - 8) * scale) + _positions[(position * Width) + at + 1];
        }
    }
}
