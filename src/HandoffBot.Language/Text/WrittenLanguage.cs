using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Text;

/// <summary>
/// Tells languages by their function words. A text is clearly in one when it has enough of them, and several times as many as of any other: "merci" in an English sentence changes nothing.
/// Languages that nobody serves have lists too, since Spanish without one would pass for French ("de la", "que", "si").
/// </summary>
internal sealed class WrittenLanguage(FoldedTurns turns) : ILanguageReader
{
    private const int FewestWords = 3;
    private const int TimesTheOther = 3;

    /// <summary>The first words tell; a long turn is not counted to its end.</summary>
    private const int MostWords = 100;

    private static readonly Dictionary<string, int[]> LanguagesOf = FunctionWords.Languages
        .SelectMany((language, number) => FunctionWords.Of(language).Select(word => (word, number)))
        .GroupBy(pair => pair.word, pair => pair.number, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    private static readonly Dictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Lookup = LanguagesOf.GetAlternateLookup<ReadOnlySpan<char>>();

    public string? Read(Turn turn)
    {
        var folded = turns.Of(turn);
        var counts = new int[FunctionWords.Languages.Count];
        for (var index = 0; index < Math.Min(folded.Count, MostWords); index++)
        {
            if (Lookup.TryGetValue(folded.Word(index), out var languages))
            {
                foreach (var language in languages)
                {
                    counts[language]++;
                }
            }
        }

        var most = Array.IndexOf(counts, counts.Max());
        var other = counts.Where((_, language) => language != most).Max();
        return counts[most] >= FewestWords && counts[most] >= TimesTheOther * other ? FunctionWords.Languages[most] : null;
    }
}
