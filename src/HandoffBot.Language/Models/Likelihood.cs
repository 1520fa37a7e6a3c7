namespace HandoffBot.Language.Models;

/// <summary>Turns what the model finds likely into the value of a signal: half at the likelihood from which it counts.</summary>
internal static class Likelihood
{
    /// <summary>Nothing is certain: keeps the log-odds of 0 and 1 within reach.</summary>
    private const double Doubt = 1e-4;

    public static double Value(double likelihood, double counts, double atCounts = 0.5) =>
        likelihood < counts ? atCounts * 0.98 * likelihood / counts : atCounts + ((1 - atCounts) * (likelihood - counts) / (1 - counts));

    /// <summary>Log-odds, from about -9 to 9.</summary>
    public static double Odds(double likelihood) => Math.Log((likelihood + Doubt) / (1 - likelihood + Doubt));

    public static double OfOdds(double odds) => 1 / (1 + Math.Exp(-odds));
}
