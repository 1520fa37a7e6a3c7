using System.Text;
using HandoffBot.Core;

namespace HandoffBot.Language.Azure;

/// <summary>What was read from a document.</summary>
/// <param name="PersonalData">Null where it was not asked for or not answered.</param>
internal sealed record DocumentReading(Document Document, SentimentDocument Sentiment, PersonalDataDocument? PersonalData)
{
    /// <summary>From which share on a sentence is quoted as the reason.</summary>
    private const double NegativeFrom = 0.5;

    private Scores Scores => Sentiment.ConfidenceScores ?? new Scores(0, 0, 0);

    /// <summary>Puts the documents of a turn together.</summary>
    /// <param name="mayQuote">False when personal data was to be blotted out and nobody said where it is.</param>
    /// <returns>Null when nothing was read.</returns>
    public static Mood? Together(IReadOnlyList<DocumentReading> readings, bool mayQuote)
    {
        if (readings.Count == 0)
        {
            return null;
        }

        var worst = readings.MaxBy(reading => reading.Scores.Negative)!;
        var weight = readings.Sum(reading => (double)reading.Document.Elements);
        return new Mood(
            Math.Clamp(readings.Sum(reading => (reading.Scores.Positive - reading.Scores.Negative) * reading.Document.Elements) / weight, -1, 1),
            Math.Clamp(worst.Scores.Negative, 0, 1),
            readings.Sum(reading => Sentences(reading).Sum(sentence => sentence.Targets?.Count(target => target.Sentiment == "negative") ?? 0)),
            Math.Clamp(Math.Max(worst.Scores.Positive, Math.Max(worst.Scores.Neutral, worst.Scores.Negative)), 0, 1),
            Label(worst.Sentiment.Sentiment, readings),
            mayQuote ? worst.Evidence() : null);
    }

    private static IReadOnlyList<SentenceSentiment> Sentences(DocumentReading reading) => reading.Sentiment.Sentences ?? [];

    private static string Label(string? tone, IEnumerable<DocumentReading> readings)
    {
        var categories = readings.SelectMany(reading => reading.PersonalData?.Entities ?? []).Select(entity => entity.Category).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var found = string.Join(", ", categories);
        return $"{Mood.Source}:{tone ?? "unknown"}{(found.Length > 0 ? $"; personal data: {found}" : "")}";
    }

    private string? Evidence()
    {
        var sentence = Sentences(this).MaxBy(sentence => sentence.ConfidenceScores?.Negative ?? 0);
        if (sentence?.ConfidenceScores is not { Negative: >= NegativeFrom } || sentence.Offset < 0 || sentence.Length <= 0 || sentence.Offset > Document.Text.Length - sentence.Length)
        {
            return null;
        }

        var quoted = Blotted(sentence.Offset, sentence.Offset + sentence.Length);
        return quoted.Length <= Limits.PreviewCharacters ? quoted : string.Concat(quoted.AsSpan(0, Limits.PreviewCharacters - 1), "…");
    }

    /// <summary>The words from start to end, with the category in place of each piece of personal data.</summary>
    private string Blotted(int start, int end)
    {
        var words = new StringBuilder();
        var at = start;
        foreach (var entity in (PersonalData?.Entities ?? []).Where(entity => entity.Offset < end && entity.Offset + entity.Length > start).OrderBy(entity => entity.Offset))
        {
            if (entity.Offset > at)
            {
                words.Append(Document.Text, at, entity.Offset - at);
            }

            if (entity.Offset + entity.Length > at)
            {
                words.Append('[').Append(entity.Category).Append(']');
            }

            at = Math.Max(at, Math.Min(end, entity.Offset + entity.Length));
        }

        return words.Append(Document.Text, at, end - at).ToString().Trim();
    }
}
