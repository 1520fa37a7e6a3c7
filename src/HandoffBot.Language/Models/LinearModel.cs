using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Models;

/// <summary>
/// All heads of the readers' model in one table: a row of small whole-number weights per bucket of <see cref="TextFeatures"/>, one per head, so that a text is read once for
/// all heads. Immutable and shared.
/// </summary>
internal sealed class LinearModel
{
    /// <summary>Heads per row, filled up so that a row is one load of the processor.</summary>
    public const int RowLength = 32;

    /// <summary>Weight of word pieces against words.</summary>
    public const float PieceShare = 0.7f;

    private static readonly Lazy<LinearModel> Embedded = new(ModelFile.ReadEmbedded);

    private readonly sbyte[] _weights;
    private readonly float[] _scales;
    private readonly float[] _biases;

    /// <param name="weights"><see cref="RowLength"/> for each bucket.</param>
    /// <param name="scales">By head: what one step of a weight is worth.</param>
    /// <param name="biases">By head.</param>
    /// <param name="known">The words it was trained with.</param>
    public LinearModel(sbyte[] weights, float[] scales, float[] biases, KnownWords known)
    {
        (_weights, _scales, _biases, Known) = (weights, scales, biases, known);
        Debug.Assert(weights.Length == TextFeatures.Buckets * RowLength && scales.Length == Heads.All.Count && biases.Length == Heads.All.Count, "The model has another shape.");
    }

    /// <summary>The model that ships with the product, read at the first use.</summary>
    public static LinearModel Shipped => Embedded.Value;

    public KnownWords Known { get; }

    public ReadOnlySpan<sbyte> Weights => _weights;

    public ReadOnlySpan<float> Scales => _scales;

    public ReadOnlySpan<float> Biases => _biases;

    /// <summary>How likely each head is on a stretch of words, 0 to 1, in the order of <see cref="Heads.All"/>.</summary>
    public float[] Score(FoldedText text, int first, int end, FeatureBuffer buffer)
    {
        TextFeatures.Extract(text, first, end, Known, buffer.Words, buffer.Pieces);
        Span<int> ofWords = stackalloc int[RowLength];
        Span<int> ofPieces = stackalloc int[RowLength];
        Sum(buffer.Words, ofWords);
        Sum(buffer.Pieces, ofPieces);
        var (wordShare, pieceShare) = Shares(buffer.Words.Count, buffer.Pieces.Count);
        var scores = new float[Heads.All.Count];
        for (var head = 0; head < scores.Length; head++)
        {
            scores[head] = 1 / (1 + MathF.Exp(-(_biases[head] + (_scales[head] * ((wordShare * ofWords[head]) + (pieceShare * ofPieces[head]))))));
        }

        return scores;
    }

    /// <summary>What one word feature and one piece count for: the longer the text, the less.</summary>
    public static (float Word, float Piece) Shares(int words, int pieces) => (1 / MathF.Sqrt(Math.Max(1, words)), PieceShare / MathF.Sqrt(Math.Max(1, pieces)));

    private void Sum(List<int> buckets, Span<int> sums)
    {
        // A short holds 256 weights of the largest size; then they move on into whole numbers.
        const int Block = 250;
        var rows = CollectionsMarshal.AsSpan(buckets);
        while (rows.Length > 0)
        {
            var block = rows[..Math.Min(Block, rows.Length)];
            rows = rows[block.Length..];
            var low = Vector256<short>.Zero;
            var high = Vector256<short>.Zero;
            foreach (var bucket in block)
            {
                var row = Vector256.LoadUnsafe(ref _weights[bucket * RowLength]);
                var (lower, upper) = Vector256.Widen(row);
                low += lower;
                high += upper;
            }

            for (var head = 0; head < Vector256<short>.Count; head++)
            {
                sums[head] += low[head];
                sums[head + Vector256<short>.Count] += high[head];
            }
        }
    }
}
