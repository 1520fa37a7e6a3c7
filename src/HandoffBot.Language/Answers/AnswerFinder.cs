using HandoffBot.Core.Answers;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Answers;

/// <summary>
/// Finds the dialogs that a turn speaks for. Searches the conversation's language, and another one when the turn is clearly written in it: the found dialog has
/// the same id there. Until the examples are encoded (seconds, at the first start only) it goes by wording alone.
/// </summary>
internal sealed class AnswerFinder : IAnswerFinder
{
    private const int MostAnswers = 5;

    /// <summary>Letters read. Longer turns are stories, and the first words name the concern.</summary>
    private const int MostCharacters = 600;

    private const double ClearlyOther = 0.3;

    private readonly Meanings _meanings;
    private readonly IReadOnlyList<Example> _examples;
    private volatile Learnt _learnt;

    /// <param name="folder">Where encoded examples are kept, for a quick start; null to encode them before anything is answered.</param>
    public AnswerFinder(DialogSet dialogs, string? folder = null)
        : this(dialogs, new Meanings(folder))
    {
    }

    internal AnswerFinder(DialogSet dialogs, Meanings meanings)
    {
        _meanings = meanings;
        _examples = [.. dialogs.Dialogs.SelectMany(dialog => dialog.Examples.Append(dialog.Title).Select((text, place) => new Example(dialog, place, text)))];
        var texts = _examples.Select(example => example.Text).ToArray();
        if (meanings.Known(texts) is { } known)
        {
            _learnt = Learn(known);
        }
        else if (!meanings.AreKept)
        {
            _learnt = Learn(meanings.Encode(texts, Environment.ProcessorCount));
        }
        else
        {
            _learnt = Learn(null);
            // On one thread that is not of the pool: customers are served meanwhile.
            Ready = Task.Factory.StartNew(() => _learnt = Learn(meanings.Encode(texts, atOnce: 1)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Done when it goes by meaning too.</summary>
    internal Task Ready { get; } = Task.CompletedTask;

    internal bool GoesByMeaning => _learnt.ByMeaning;

    public ValueTask<IReadOnlyList<FoundAnswer>> FindAsync(TurnContext turn, CancellationToken cancellationToken) => new(Find(turn.Text, turn.Language));

    internal IReadOnlyList<FoundAnswer> Find(string text, string language)
    {
        var learnt = _learnt;
        var read = text.Length <= MostCharacters ? text : text[..MostCharacters];
        var folded = FoldedText.Of(read);
        if (folded.Count == 0)
        {
            return [];
        }

        var meaning = learnt.ByMeaning ? _meanings.Of(read) : [];
        var own = learnt.Languages[language].ShareKnown(folded);
        return
        [
            .. learnt.Languages
                .Where(other => other.Key == language || other.Value.ShareKnown(folded) >= own + ClearlyOther)
                .SelectMany(searched => searched.Value.Find(folded, meaning, MostAnswers).Select(found => new FoundAnswer(found.Dialog, found.Confidence)))
                .Where(answer => answer.Confidence > 0)
                .GroupBy(answer => answer.Dialog.Id, (_, answers) => answers.MaxBy(answer => answer.Confidence)!)
                .OrderByDescending(answer => answer.Confidence)
                .Take(MostAnswers),
        ];
    }

    private Learnt Learn(float[][]? meanings) => new(
        meanings is not null,
        _examples.Select((example, place) => (Example: example, Meaning: meanings?[place] ?? [])).GroupBy(pair => pair.Example.Dialog.Language).ToDictionary(
            language => language.Key,
            language => new TopicModel(language.Key, [.. language.Select(pair => pair.Example)], [.. language.Select(pair => pair.Meaning)])));

    private sealed record Learnt(bool ByMeaning, Dictionary<string, TopicModel> Languages);
}
