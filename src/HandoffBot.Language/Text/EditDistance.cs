namespace HandoffBot.Language.Text;

/// <summary>How many typing slips (a letter left out, added, changed, or two neighbours swapped) part two words.</summary>
internal static class EditDistance
{
    private const int LongestWord = 32;

    /// <summary>Whether at most <paramref name="limit"/> slips part the words (optimal string alignment distance). Words over 32 letters never match.</summary>
    public static bool IsWithin(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) > limit || one.Length > LongestWord || other.Length > LongestWord)
        {
            return false;
        }

        Span<int> rows = stackalloc int[3 * (LongestWord + 1)];
        var twoUp = rows[..(LongestWord + 1)];
        var above = rows.Slice(LongestWord + 1, LongestWord + 1);
        var row = rows[(2 * (LongestWord + 1))..];
        for (var column = 0; column <= other.Length; column++)
        {
            above[column] = column;
        }

        for (var line = 1; line <= one.Length; line++)
        {
            row[0] = line;
            var least = line;
            for (var column = 1; column <= other.Length; column++)
            {
                var changed = above[column - 1] + (one[line - 1] == other[column - 1] ? 0 : 1);
                var distance = Math.Min(changed, Math.Min(above[column], row[column - 1]) + 1);
                if (line > 1 && column > 1 && one[line - 1] == other[column - 2] && one[line - 2] == other[column - 1])
                {
                    distance = Math.Min(distance, twoUp[column - 2] + 1);
                }

                row[column] = distance;
                least = Math.Min(least, distance);
            }

            if (least > limit)
            {
                return false;
            }

            var oldest = twoUp;
            twoUp = above;
            above = row;
            row = oldest;
        }

        return above[other.Length] <= limit;
    }
}
