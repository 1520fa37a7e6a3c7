using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HandoffBot.Language.Answers.Encoder;

/// <summary>One layer of the transformer: every piece looks at all pieces of its sentence, then is worked on by itself.</summary>
internal sealed class EncoderLayer(BinaryReader file, int width)
{
    private const int HeadWidth = 32;
    private const int Inner = 4;

    private readonly QuantizedMatrix _query = new(file, width, width);
    private readonly QuantizedMatrix _key = new(file, width, width);
    private readonly QuantizedMatrix _value = new(file, width, width);
    private readonly QuantizedMatrix _attended = new(file, width, width);
    private readonly LayerNorm _afterAttention = new(file, width);
    private readonly QuantizedMatrix _widen = new(file, width, width * Inner);
    private readonly QuantizedMatrix _narrow = new(file, width * Inner, width);
    private readonly LayerNorm _afterWork = new(file, width);

    /// <param name="rows">A row of <c>width</c> numbers per piece, one sentence after the other; changed in place.</param>
    /// <param name="lengths">Pieces of each sentence.</param>
    public void Apply(Span<float> rows, ReadOnlySpan<int> lengths)
    {
        var queries = new float[rows.Length];
        var keys = new float[rows.Length];
        var values = new float[rows.Length];
        _query.Multiply(rows, queries);
        _key.Multiply(rows, keys);
        _value.Multiply(rows, values);

        var looked = new float[rows.Length];
        var first = 0;
        foreach (var length in lengths)
        {
            for (var head = 0; head < width; head += HeadWidth)
            {
                Attend(queries, keys, values, looked, first, length, head);
            }

            first += length;
        }

        _attended.Multiply(looked, queries);
        _afterAttention.Apply(rows, queries);

        var wide = new float[rows.Length * Inner];
        _widen.Multiply(rows, wide);
        Gelu(wide);
        _narrow.Multiply(wide, queries);
        _afterWork.Apply(rows, queries);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Attend(float[] queries, float[] keys, float[] values, float[] looked, int first, int length, int head)
    {
        var root = 1 / MathF.Sqrt(HeadWidth);
        Span<float> shares = stackalloc float[length];
        for (var from = first; from < first + length; from++)
        {
            var query = queries.AsSpan((from * width) + head, HeadWidth);
            var largest = float.MinValue;
            for (var to = 0; to < length; to++)
            {
                shares[to] = Floats.Dot(query, keys.AsSpan(((first + to) * width) + head, HeadWidth)) * root;
                largest = Math.Max(largest, shares[to]);
            }

            var sum = 0f;
            for (var to = 0; to < length; to++)
            {
                shares[to] = MathF.Exp(shares[to] - largest);
                sum += shares[to];
            }

            for (var to = 0; to < length; to++)
            {
                Floats.AddTo(looked.AsSpan((from * width) + head, HeadWidth), values.AsSpan(((first + to) * width) + head, HeadWidth), shares[to] / sum);
            }
        }
    }

    /// <summary>x · Φ(x), with the error function after Abramowitz and Stegun 7.1.26 (error below 2e-7).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gelu(Span<float> values)
    {
        foreach (ref var eight in MemoryMarshal.Cast<float, Vector256<float>>(values))
        {
            var x = eight * Vector256.Create(0.70710678f);
            var size = Vector256.Abs(x);
            var t = Vector256<float>.One / (Vector256<float>.One + (size * Vector256.Create(0.3275911f)));
            var series = ((((((((t * 1.061405429f) - Vector256.Create(1.453152027f)) * t) + Vector256.Create(1.421413741f)) * t) - Vector256.Create(0.284496736f)) * t) + Vector256.Create(0.254829592f)) * t;
            var error = Vector256<float>.One - (series * Vector256.Exp(-(x * x)));
            eight *= 0.5f * (Vector256<float>.One + Vector256.CopySign(error, x));
        }
    }
}
