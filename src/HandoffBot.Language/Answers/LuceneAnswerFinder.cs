using HandoffBot.Core.Answers;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Answers;

/// <summary>
/// Finds the dialogs whose examples are nearest to a turn. Searches the conversation's language, and another one when the turn is clearly written in it: the
/// found dialog has the same id there.
/// </summary>
internal sealed class LuceneAnswerFinder : IAnswerFinder, IDisposable
{
    private const int MostAnswers = 5;

    /// <summary>Words read. Longer turns are stories, and the first words name the concern.</summary>
    private const int MostCharacters = 600;

    private const double ClearlyOther = 0.3;

    private readonly Dictionary<string, (TopicIndex Index, Calibration Calibration)> _languages;

    public LuceneAnswerFinder(DialogSet dialogs) => _languages = dialogs.Dialogs.GroupBy(dialog => dialog.Language).ToDictionary(
        language => language.Key,
        language =>
        {
            var index = new TopicIndex(language.Key, [.. language]);
            return (index, Calibration.Fit(index));
        });

    public ValueTask<IReadOnlyList<FoundAnswer>> FindAsync(TurnContext turn, CancellationToken cancellationToken) => new(Find(turn.Text, turn.Language));

    public void Dispose()
    {
        foreach (var (index, _) in _languages.Values)
        {
            index.Dispose();
        }
    }

    internal IReadOnlyList<FoundAnswer> Find(string text, string language)
    {
        var folded = FoldedText.Of(text.Length <= MostCharacters ? text : text[..MostCharacters]);
        var own = _languages[language].Index.ShareKnown(folded);
        return
        [
            .. _languages
                .Where(other => other.Key == language || other.Value.Index.ShareKnown(folded) >= own + ClearlyOther)
                .SelectMany(searched => searched.Value.Index.Search(folded).Rank().Select(match => new FoundAnswer(match.Dialog, searched.Value.Calibration.Confidence(match))))
                .Where(answer => answer.Confidence > 0)
                .GroupBy(answer => answer.Dialog.Id, (_, answers) => answers.MaxBy(answer => answer.Confidence)!)
                .OrderByDescending(answer => answer.Confidence)
                .Take(MostAnswers),
        ];
    }
}
