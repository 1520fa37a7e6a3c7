namespace HandoffBot.Language.Azure;

/// <summary>What the service said of a turn.</summary>
/// <param name="Tone">−1 (very negative) to 1.</param>
/// <param name="Negative">0 to 1, of its most negative document.</param>
/// <param name="NegativeOpinions">Opinions it found that are negative.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Label">The service's word for the tone, and the kinds of personal data in the turn if those were asked for.</param>
/// <param name="Evidence">The most negative sentence, personal data blotted out; null where none is negative or it cannot be quoted.</param>
internal sealed record Mood(double Tone, double Negative, int NegativeOpinions, double Confidence, string Label, string? Evidence)
{
    /// <summary>Names who has read, beside the product's own readings of the same kind.</summary>
    public const string Source = "azure";

    /// <summary>The mood of a turn without words.</summary>
    public static Mood None { get; } = new(0, 0, 0, 1, $"{Source}:neutral", null);

    /// <summary>Negative beyond the reporting of one thing that is wrong: the tone alone counts half, further negative opinions bring it nearer to 1.</summary>
    public double Distress(double negativeWeight, double opinionWeight) =>
        1 - ((1 - (negativeWeight * Negative)) * Math.Pow(1 - (opinionWeight * Negative), Math.Max(0, NegativeOpinions - 1)));
}
