namespace HandoffBot.Language.Evaluation;

/// <summary>
/// Golden transfer within tolerance: how near the handoff came to where it was right (Liu et al., "Time to Transfer", AAAI 2021, with lateness weight 0).
/// </summary>
internal static class GoldenTransfer
{
    /// <param name="right">Indices of the turns at which handing off is right.</param>
    /// <param name="handedOff">Index of the turn at which it was handed off; null when it was not.</param>
    /// <param name="tolerance">Turns.</param>
    /// <returns>1 where it was right, falling with the distance; 0 when only one of both is there.</returns>
    public static double Score(IReadOnlyList<int> right, int? handedOff, int tolerance)
    {
        if (right.Count == 0 || handedOff is not { } index)
        {
            return right.Count == 0 && handedOff is null ? 1 : 0;
        }

        var width = tolerance + 1e-7;
        return right.Max(turn => Math.Exp(-Math.Pow(index - turn, 2) / (2 * width * width)));
    }
}
