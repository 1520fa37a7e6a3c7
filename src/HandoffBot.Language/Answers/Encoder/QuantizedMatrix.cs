using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HandoffBot.Language.Answers.Encoder;

/// <summary>A matrix in 8 bits with a scale and a bias per column. Sixteen columns lie together, so that one pass over them serves several rows of the other side.</summary>
/// <remarks>The loops of the encoder are compiled once and fully: code ahead of time knows no wide registers, and the quick first code is many times slower, just after a start.</remarks>
internal sealed class QuantizedMatrix
{
    private const int Block = 16;
    private const int Half = Block / 2;
    private const int Tile = 4;

    private readonly int _rows;
    private readonly float[] _scales;
    private readonly float[] _biases;
    private readonly sbyte[] _steps;

    public QuantizedMatrix(BinaryReader file, int rows, int columns)
    {
        _rows = rows;
        Columns = columns;
        _scales = file.ReadFloats(columns);
        _biases = file.ReadFloats(columns);
        _steps = new sbyte[rows * columns];
        var byRow = new sbyte[rows * columns];
        file.BaseStream.ReadExactly(MemoryMarshal.AsBytes(byRow.AsSpan()));
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column += Block)
            {
                byRow.AsSpan((row * columns) + column, Block).CopyTo(_steps.AsSpan((column * rows) + (row * Block)));
            }
        }
    }

    public int Columns { get; }

    /// <summary>Every row of <paramref name="input"/> times this matrix, plus the biases.</summary>
    /// <param name="input">Rows of as many numbers as this matrix has rows.</param>
    /// <param name="output">As many rows of <see cref="Columns"/> numbers; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(ReadOnlySpan<float> input, Span<float> output)
    {
        var count = input.Length / _rows;
        for (var column = 0; column < Columns; column += Block)
        {
            ref var steps = ref _steps[column * _rows];
            var row = 0;
            for (; row + Tile <= count; row += Tile)
            {
                MultiplyTile(ref steps, ref MemoryMarshal.GetReference(input[(row * _rows)..]), output, row, column);
            }

            for (; row < count; row++)
            {
                MultiplyRow(ref steps, ref MemoryMarshal.GetReference(input[(row * _rows)..]), output, row, column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyTile(ref sbyte steps, ref float input, Span<float> output, int row, int column)
    {
        Vector256<float> low0 = default, low1 = default, low2 = default, low3 = default, high0 = default, high1 = default, high2 = default, high3 = default;
        for (var at = 0; at < _rows; at++)
        {
            var low = Widen(ref Unsafe.Add(ref steps, at * Block));
            var high = Widen(ref Unsafe.Add(ref steps, (at * Block) + Half));
            var first = Vector256.Create(Unsafe.Add(ref input, at));
            low0 = Vector256.MultiplyAddEstimate(first, low, low0);
            high0 = Vector256.MultiplyAddEstimate(first, high, high0);
            var second = Vector256.Create(Unsafe.Add(ref input, at + _rows));
            low1 = Vector256.MultiplyAddEstimate(second, low, low1);
            high1 = Vector256.MultiplyAddEstimate(second, high, high1);
            var third = Vector256.Create(Unsafe.Add(ref input, at + (2 * _rows)));
            low2 = Vector256.MultiplyAddEstimate(third, low, low2);
            high2 = Vector256.MultiplyAddEstimate(third, high, high2);
            var fourth = Vector256.Create(Unsafe.Add(ref input, at + (3 * _rows)));
            low3 = Vector256.MultiplyAddEstimate(fourth, low, low3);
            high3 = Vector256.MultiplyAddEstimate(fourth, high, high3);
        }

        Store(low0, high0, output, row, column);
        Store(low1, high1, output, row + 1, column);
        Store(low2, high2, output, row + 2, column);
        Store(low3, high3, output, row + 3, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyRow(ref sbyte steps, ref float input, Span<float> output, int row, int column)
    {
        Vector256<float> low = default, high = default;
        for (var at = 0; at < _rows; at++)
        {
            var number = Vector256.Create(Unsafe.Add(ref input, at));
            low = Vector256.MultiplyAddEstimate(number, Widen(ref Unsafe.Add(ref steps, at * Block)), low);
            high = Vector256.MultiplyAddEstimate(number, Widen(ref Unsafe.Add(ref steps, (at * Block) + Half)), high);
        }

        Store(low, high, output, row, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(Vector256<float> low, Vector256<float> high, Span<float> output, int row, int column)
    {
        var to = output.Slice((row * Columns) + column, Block);
        ((low * Vector256.Create(_scales.AsSpan(column))) + Vector256.Create(_biases.AsSpan(column))).CopyTo(to);
        ((high * Vector256.Create(_scales.AsSpan(column + Half))) + Vector256.Create(_biases.AsSpan(column + Half))).CopyTo(to[Half..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Widen(ref sbyte steps)
    {
        var eight = Vector128.CreateScalar(Unsafe.ReadUnaligned<long>(ref Unsafe.As<sbyte, byte>(ref steps))).AsSByte();
        if (Avx2.IsSupported)
        {
            return Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(eight));
        }

        var wider = Vector128.WidenLower(eight);
        return Vector256.ConvertToSingle(Vector256.Create(Vector128.WidenLower(wider), Vector128.WidenUpper(wider)));
    }
}
