namespace HandoffBot.Language.Evaluation;

/// <summary>Where a share lies with 95 % confidence.</summary>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Standard normal quantile for 95 %.</summary>
    private const double Z = 1.959964;

    /// <summary>Wilson's score interval (1927): right also for small counts and shares near 0 or 1.</summary>
    public static Interval Wilson(int part, int whole)
    {
        if (whole == 0)
        {
            return new Interval(0, 1);
        }

        var share = (double)part / whole;
        var center = share + (Z * Z / (2 * whole));
        var reach = Z * Math.Sqrt((share * (1 - share) / whole) + (Z * Z / (4.0 * whole * whole)));
        var scale = 1 + (Z * Z / whole);
        return new Interval(Math.Max(0, (center - reach) / scale), Math.Min(1, (center + reach) / scale));
    }
}
