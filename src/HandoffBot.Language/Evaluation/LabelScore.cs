namespace HandoffBot.Language.Evaluation;

/// <summary>How well one label is read. Undefined ratios (nothing to find, nothing found) are 0.</summary>
/// <param name="N">How many there were to find.</param>
public sealed record LabelScore(double Precision, double Recall, double F1, int N)
{
    /// <summary>95 % Wilson intervals of precision and recall.</summary>
    public required Interval PrecisionInterval { get; init; }

    public required Interval RecallInterval { get; init; }

    /// <param name="right">Found where it is.</param>
    /// <param name="wrong">Found where it is not.</param>
    /// <param name="overlooked">Not found where it is.</param>
    public static LabelScore Of(int right, int wrong, int overlooked) =>
        new(Ratio(right, right + wrong), Ratio(right, right + overlooked), Ratio(2 * right, (2 * right) + wrong + overlooked), right + overlooked)
        {
            PrecisionInterval = Interval.Wilson(right, right + wrong),
            RecallInterval = Interval.Wilson(right, right + overlooked),
        };

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
