namespace HandoffBot.Language.Models;

/// <summary>Turns what the model finds likely into the value of a signal: half at the likelihood from which it counts.</summary>
internal static class Likelihood
{
    public static double Value(double likelihood, double counts, double atCounts = 0.5) =>
        likelihood < counts ? atCounts * 0.98 * likelihood / counts : atCounts + ((1 - atCounts) * (likelihood - counts) / (1 - counts));
}
