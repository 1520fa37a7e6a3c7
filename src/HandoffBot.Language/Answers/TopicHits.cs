using HandoffBot.Core.Dialogs;

namespace HandoffBot.Language.Answers;

/// <summary>An example utterance, or a title, of a dialog.</summary>
internal sealed record Example(Dialog Dialog, string Text, TopicTerms Terms);

/// <summary>How near a dialog is to a turn.</summary>
/// <param name="Similarity">0 to 1, of its nearest example.</param>
/// <param name="Coverage">Weighted share of the turn's words that the dialog's examples use.</param>
/// <param name="Unknown">Weighted share of the turn's words that no example of any dialog uses.</param>
/// <param name="Margin">By how much it is nearer than the best other dialog; negative when it is not the best.</param>
internal readonly record struct TopicMatch(Dialog Dialog, double Similarity, double Coverage, double Unknown, double Margin);

/// <summary>The examples near a turn.</summary>
internal sealed class TopicHits(TopicTerms terms, TopicVocabulary vocabulary, IReadOnlyList<(Example Example, double Similarity)> hits)
{
    private const double SecondShare = 0.25;

    public TopicTerms Terms { get; } = terms;

    /// <summary>The dialogs of the examples, nearest first.</summary>
    public List<TopicMatch> Rank() => Rank(_ => false, null);

    /// <summary>The same as if an example had never been written.</summary>
    public List<TopicMatch> RankWithout(Example example) => Rank(other => ReferenceEquals(other, example), example);

    /// <summary>The same as if a dialog had never been written.</summary>
    public List<TopicMatch> RankWithout(Dialog dialog) => Rank(other => other.Dialog == dialog, null);

    private List<TopicMatch> Rank(Predicate<Example> leaveOut, Example? leftOut)
    {
        var unknown = vocabulary.Unknown(Terms, leftOut);
        var ordered = hits
            .Where(hit => !leaveOut(hit.Example))
            .GroupBy(hit => hit.Example.Dialog, ReferenceEqualityComparer.Instance)
            .Select(group => (Dialog: (Dialog)group.Key!, Similarity: Combine([.. group.Select(hit => hit.Similarity).OrderDescending().Take(2)]), Coverage: vocabulary.Coverage(Terms, (Dialog)group.Key!, leftOut)))
            .OrderByDescending(dialog => dialog.Similarity)
            .ThenBy(dialog => dialog.Dialog.Id, StringComparer.Ordinal)
            .ToList();
        return
        [
            .. ordered.Select((dialog, place) =>
            {
                var rival = ordered.Count > 1 ? ordered[place == 0 ? 1 : 0].Similarity : 0;
                return new TopicMatch(dialog.Dialog, dialog.Similarity, dialog.Coverage, unknown, dialog.Similarity - rival);
            }),
        ];
    }

    /// <summary>The nearest example counts; a second one beside it confirms it.</summary>
    private static double Combine(double[] nearest) => nearest.Length == 1 ? nearest[0] * (1 - SecondShare) : ((1 - SecondShare) * nearest[0]) + (SecondShare * nearest[1]);
}
