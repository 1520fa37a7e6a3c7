using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Text;

/// <summary>
/// Tells languages by their function words, those of one language only: "je", "mon" and "pas" are French, "my", "the" and "not" are English, "on" and "me" are both. A text is clearly
/// in one when it has enough of them and hardly any of another; "merci" in an English sentence changes nothing.
/// </summary>
internal sealed class WrittenLanguage : ILanguageReader
{
    private const int FewestWords = 3;
    private const int TimesTheOther = 4;

    /// <summary>The first words tell; a long turn is not counted to its end.</summary>
    private const int MostWords = 100;

    private static readonly Dictionary<string, string> LanguageOf = FunctionWords.Languages
        .SelectMany(language => FunctionWords.Of(language).Select(word => (word, language)))
        .GroupBy(pair => pair.word, StringComparer.Ordinal)
        .Where(group => group.Count() == 1)
        .ToDictionary(group => group.Key, group => group.Single().language, StringComparer.Ordinal);

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = LanguageOf.GetAlternateLookup<ReadOnlySpan<char>>();

    public string? Read(string text)
    {
        var folded = FoldedText.Of(text.Length <= MostWords * 10 ? text : text[..(MostWords * 10)]);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < Math.Min(folded.Count, MostWords); index++)
        {
            if (Lookup.TryGetValue(folded.Word(index), out var language))
            {
                counts[language] = counts.GetValueOrDefault(language) + 1;
            }
        }

        var ranked = counts.OrderByDescending(pair => pair.Value).Take(2).ToArray();
        return ranked is [var most, ..] && most.Value >= FewestWords && most.Value >= TimesTheOther * ranked.Skip(1).Sum(other => other.Value) ? most.Key : null;
    }
}
