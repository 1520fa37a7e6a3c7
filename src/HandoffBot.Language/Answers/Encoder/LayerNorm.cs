using System.Numerics;
using System.Runtime.CompilerServices;

namespace HandoffBot.Language.Answers.Encoder;

/// <summary>Brings each row to mean 0 and deviation 1, then scales and shifts it.</summary>
internal sealed class LayerNorm(BinaryReader file, int width)
{
    private const float Epsilon = 1e-12f;

    private readonly float[] _scales = file.ReadFloats(width);
    private readonly float[] _shifts = file.ReadFloats(width);

    /// <summary>Normalises each row of <paramref name="rows"/> after <paramref name="added"/> was added to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<float> rows, ReadOnlySpan<float> added)
    {
        for (var at = 0; at < rows.Length; at += _scales.Length)
        {
            var row = rows.Slice(at, _scales.Length);
            if (!added.IsEmpty)
            {
                Floats.AddTo(row, added.Slice(at, row.Length), 1);
            }

            var mean = Sum(row) / row.Length;
            var deviation = MathF.Sqrt((Floats.Dot(row, row) / row.Length) - (mean * mean) + Epsilon);
            for (var place = 0; place < row.Length; place++)
            {
                row[place] = ((row[place] - mean) / deviation * _scales[place]) + _shifts[place];
            }
        }
    }

    private static float Sum(ReadOnlySpan<float> row)
    {
        var sums = Vector<float>.Zero;
        for (var at = 0; at < row.Length; at += Vector<float>.Count)
        {
            sums += new Vector<float>(row[at..]);
        }

        return Vector.Sum(sums);
    }
}
