namespace HandoffBot.Language.Answers;

/// <summary>A turn or example as it is compared.</summary>
/// <param name="Grams">Numbers of the word and letter groups in it, rising.</param>
/// <param name="Weights">How telling each is; with what no example knows, the square sum is 1 for words and 1 for letter groups.</param>
/// <param name="Meaning">Direction of its meaning; empty where no encoder is used.</param>
internal sealed record Said(int[] Grams, float[] Weights, float[] Meaning)
{
    /// <summary>How much of the wording is shared, 0 to 1.</summary>
    public double SharedWording(Said other)
    {
        double sum = 0;
        for (int mine = 0, theirs = 0; mine < Grams.Length && theirs < other.Grams.Length;)
        {
            switch (Grams[mine].CompareTo(other.Grams[theirs]))
            {
                case 0:
                    sum += Weights[mine++] * other.Weights[theirs++];
                    break;
                case < 0:
                    mine++;
                    break;
                default:
                    theirs++;
                    break;
            }
        }

        return sum / 2;
    }
}
