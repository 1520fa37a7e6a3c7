using System.Numerics;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Models;

/// <summary>
/// What the model sees of a text: its words, pairs and triples of words (also across one word between), and pieces of three to five letters inside words, which
/// survive typing slips, endings and words never seen. Each is hashed into one of <see cref="Buckets"/>.
/// </summary>
internal static class TextFeatures
{
    public const int BucketBits = 17;
    public const int Buckets = 1 << BucketBits;

    private const int ShortestPiece = 3;
    private const int LongestPiece = 5;

    /// <summary>Longer words are cut: no word is that long, and the work per letter stays bounded.</summary>
    private const int LongestWord = 24;

    private const uint Start = 0x5bd1e995;
    private const uint Edge = 0x9e3779b9;

    /// <summary>Writes the buckets of a stretch of words.</summary>
    /// <param name="first">First word.</param>
    /// <param name="end">One past the last word.</param>
    /// <param name="known">Against which slips are mended.</param>
    /// <param name="words">Gets the buckets of words, pairs and triples.</param>
    /// <param name="pieces">Gets the buckets of pieces of words.</param>
    public static void Extract(FoldedText text, int first, int end, KnownWords known, List<int> words, List<int> pieces)
    {
        Span<char> mended = stackalloc char[LongestWord];
        words.Clear();
        pieces.Clear();
        uint before = Edge;
        uint twoBefore = Edge;
        for (var at = first; at < end; at++)
        {
            var written = text.Word(at);
            var letters = written.Length <= LongestWord && known.TryMend(written, mended) ? mended[..written.Length] : written;
            var word = WordHash(letters);
            var breaks = at > first && text[at].Before != Break.None;
            words.Add(Bucket(word));
            words.Add(Bucket(Pair(before, word, 1)));
            if (at > first)
            {
                words.Add(Bucket(Pair(twoBefore, word, 2)));
                words.Add(Bucket(Pair(Pair(twoBefore, before, 3), word, 3)));
            }

            if (breaks)
            {
                words.Add(Bucket(Pair(Edge, word, 4)));
            }

            AddPieces(letters, pieces);
            twoBefore = before;
            before = word;
        }

        words.Add(Bucket(Pair(before, Edge, 1)));
        words.Add(Bucket(Pair(Pair(twoBefore, before, 3), Edge, 3)));
    }

    /// <summary>Numbers of the same length count as the same word, so that a reference or a date says nothing by itself.</summary>
    internal static uint WordHash(ReadOnlySpan<char> word)
    {
        var hash = Start;
        foreach (var letter in word.Length > LongestWord ? word[..LongestWord] : word)
        {
            hash = Step(hash, char.IsAsciiDigit(letter) ? '0' : letter);
        }

        return hash;
    }

    private static void AddPieces(ReadOnlySpan<char> word, List<int> pieces)
    {
        var cut = word.Length > LongestWord ? word[..LongestWord] : word;
        Span<char> padded = stackalloc char[LongestWord + 2];
        padded[0] = '_';
        for (var at = 0; at < cut.Length; at++)
        {
            padded[at + 1] = char.IsAsciiDigit(cut[at]) ? '0' : cut[at];
        }

        padded[cut.Length + 1] = '_';
        var whole = padded[..(cut.Length + 2)];
        for (var from = 0; from + ShortestPiece <= whole.Length; from++)
        {
            var hash = Edge;
            for (var at = from; at < whole.Length && at < from + LongestPiece; at++)
            {
                hash = Step(hash, whole[at]);
                if (at - from + 1 >= ShortestPiece)
                {
                    pieces.Add(Bucket(hash));
                }
            }
        }
    }

    private static uint Step(uint hash, char letter) => (hash ^ letter) * 0x01000193;

    private static uint Pair(uint one, uint other, uint kind) => (BitOperations.RotateLeft(one, 13) ^ other ^ (kind * 0x85ebca6b)) * 0x01000193;

    private static int Bucket(uint hash)
    {
        hash ^= hash >> 15;
        hash *= 0x2c1b3c6d;
        hash ^= hash >> 12;
        return (int)(hash >> (32 - BucketBits));
    }
}
