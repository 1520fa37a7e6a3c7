namespace HandoffBot.Language.Answers;

/// <summary>How near a turn is to an example: overlap of telling words first, letter groups for slips and word families, and Lucene's BM25 score.</summary>
internal static class TopicSimilarity
{
    private const double WordShare = 0.6;
    private const double GroupShare = 0.3;
    private const double RankShare = 0.1;

    /// <summary>The BM25 score that counts half.</summary>
    private const double HalfScore = 10;

    /// <returns>0 (nothing in common) to 1.</returns>
    public static double Of(TopicTerms turn, TopicTerms example, float score, TopicVocabulary vocabulary) =>
        (WordShare * WordOverlap(turn, example, vocabulary)) + (GroupShare * GroupOverlap(turn, example)) + (RankShare * score / (score + HalfScore));

    private static double WordOverlap(TopicTerms turn, TopicTerms example, TopicVocabulary vocabulary)
    {
        double shared = 0;
        double inTurn = 0;
        double inExample = 0;
        foreach (var word in turn.Words)
        {
            var weight = vocabulary.Weight(word);
            inTurn += weight * weight;
            shared += example.Words.Contains(word) ? weight * weight : 0;
        }

        foreach (var word in example.Words)
        {
            var weight = vocabulary.Weight(word);
            inExample += weight * weight;
        }

        return shared == 0 ? 0 : shared / Math.Sqrt(inTurn * inExample);
    }

    private static double GroupOverlap(TopicTerms turn, TopicTerms example)
    {
        var shared = 0;
        foreach (var group in example.Groups)
        {
            shared += turn.Groups.Contains(group) ? 1 : 0;
        }

        return shared == 0 ? 0 : shared / Math.Sqrt((double)turn.Groups.Count * example.Groups.Count);
    }
}
