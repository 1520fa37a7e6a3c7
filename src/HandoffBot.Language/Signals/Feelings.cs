using HandoffBot.Language.Signals.Phrases;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals;

/// <summary>What the lexicon of feelings finds in a text: the tone, and how much anger, fear or despair it shows.</summary>
/// <param name="Tone">−1 (very negative) to 1.</param>
/// <param name="Distress">0 to 1.</param>
/// <param name="Strongest">The phrase that weighs most in the distress.</param>
internal sealed record Feelings(double Tone, double Distress, PhraseMatch? Strongest)
{
    private const int NegationReach = 3;
    private const int IntensityReach = 2;
    private const double Shouting = 0.3;
    private const double Exclaiming = 0.1;

    /// <summary>Capital letters from which on a text is shouted rather than abbreviated.</summary>
    private const int ShoutedLetters = 12;

    private static readonly PhraseTable Table = PhraseTable.Load("feelings");

    public static Feelings In(FoldedText text)
    {
        double tones = 0;
        var toneCount = 0;
        var calm = 1.0;
        PhraseMatch? strongest = null;
        var counted = -1;
        foreach (var match in Table.Find(text))
        {
            if (match.Rule.IsGuard)
            {
                continue;
            }

            if (match.Rule.Name == "sentiment")
            {
                tones += Weighed(match, text);
                toneCount++;
            }
            else if (match.First > counted && !IsNegated(match, text))
            {
                // Phrases inside one another count once, or a long one would count for each of its words.
                calm *= 1 - Math.Abs(Weighed(match, text));
                counted = match.Last;
                strongest = strongest is { } known && known.Rule.Value >= match.Rule.Value ? known : match;
            }
        }

        var stress = (IsShouted(text.Original) ? Shouting : 0) + (Exclaims(text.Original) ? Exclaiming : 0);
        var isUpset = strongest is not null || tones < 0;
        var distress = 1 - (calm * (1 - (isUpset ? stress : stress / 3)));
        return new Feelings(toneCount == 0 ? -distress : Math.Clamp((tones / Math.Sqrt(toneCount)) - (distress / 2), -1, 1), distress, strongest);
    }

    private static double Weighed(PhraseMatch match, FoldedText text)
    {
        var value = match.Rule.Value;
        for (var at = Math.Max(0, match.First - IntensityReach); at < match.First; at++)
        {
            value *= Table.IsIn("intensifiers", text.Word(at)) ? 1.3 : Table.IsIn("softeners", text.Word(at)) ? 0.6 : 1;
        }

        // "Not good" is bad, "not bad" is fair, and neither is as strong as the word itself.
        return Math.Clamp(match.Rule.Name == "sentiment" && IsNegated(match, text) ? value * -0.6 : value, -1, 1);
    }

    private static bool IsNegated(PhraseMatch match, FoldedText text)
    {
        for (var at = match.First - 1; at >= Math.Max(0, match.First - NegationReach) && text[at + 1].Before == Break.None; at--)
        {
            if (Table.IsIn("negators", text.Word(at)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsShouted(string text)
    {
        var capitals = text.Count(char.IsUpper);
        return capitals >= ShoutedLetters && capitals > 4 * text.Count(char.IsLower);
    }

    private static bool Exclaims(string text) => text.Contains("!!", StringComparison.Ordinal) || text.Contains("?!", StringComparison.Ordinal) || text.Contains("! !", StringComparison.Ordinal);
}
