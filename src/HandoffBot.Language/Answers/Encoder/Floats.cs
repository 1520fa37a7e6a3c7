using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HandoffBot.Language.Answers.Encoder;

/// <summary>Arithmetic on rows of numbers.</summary>
internal static class Floats
{
    public static float[] ReadFloats(this BinaryReader file, int count)
    {
        var values = new float[count];
        file.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sums = Vector<float>.Zero;
        var at = 0;
        for (; at + Vector<float>.Count <= one.Length; at += Vector<float>.Count)
        {
            sums = Vector.MultiplyAddEstimate(new Vector<float>(one[at..]), new Vector<float>(other[at..]), sums);
        }

        var sum = Vector.Sum(sums);
        for (; at < one.Length; at++)
        {
            sum += one[at] * other[at];
        }

        return sum;
    }

    /// <summary>Adds <paramref name="share"/> of a row to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddTo(Span<float> sum, ReadOnlySpan<float> row, float share)
    {
        var at = 0;
        for (; at + Vector<float>.Count <= sum.Length; at += Vector<float>.Count)
        {
            Vector.MultiplyAddEstimate(new Vector<float>(row[at..]), new Vector<float>(share), new Vector<float>(sum[at..])).CopyTo(sum[at..]);
        }

        for (; at < sum.Length; at++)
        {
            sum[at] += row[at] * share;
        }
    }

    /// <summary>Makes a row one unit long; zeros stay.</summary>
    public static void Normalize(Span<float> row)
    {
        var length = MathF.Sqrt(Dot(row, row));
        for (var at = 0; length > 0 && at < row.Length; at++)
        {
            row[at] /= length;
        }
    }
}
