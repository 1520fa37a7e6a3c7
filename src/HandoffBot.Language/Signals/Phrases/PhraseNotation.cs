using System.Buffers;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals.Phrases;

/// <summary>
/// The notation of phrases in the lexicon files. Elements stand side by side with spaces between:
/// <list type="bullet">
/// <item><c>word</c>, or <c>word*</c> for every word that starts so;</item>
/// <item><c>&lt;class&gt;</c>: any entry of a list under <c>words</c>, also one of several words;</item>
/// <item><c>(this|that one)</c>: either, and <c>?</c> behind an element: it may be missing;</item>
/// <item><c>..3</c>: up to three words of any kind, across commas but not across the end of a sentence;</item>
/// <item><c>^</c> and <c>$</c>: the start and the end of a clause.</item>
/// </list>
/// Everything is compared folded (see <see cref="FoldedText"/>).
/// </summary>
internal static class PhraseNotation
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("()<>^$?");

    /// <summary>Reads a phrase.</summary>
    /// <exception cref="FormatException">The phrase breaks the notation; the message says how.</exception>
    public static IReadOnlyList<PhraseElement> Parse(string phrase, IReadOnlyDictionary<string, string[]> classes)
    {
        var elements = Split(phrase).ConvertAll(written => Element(written, classes));
        return elements.Exists(element => element is { Entries: not null, IsOptional: false }) ? elements : throw new FormatException($"\"{phrase}\" has no word.");
    }

    private static PhraseElement Element(string written, IReadOnlyDictionary<string, string[]> classes)
    {
        switch (written)
        {
            case "^":
                return PhraseElement.ClauseStart;
            case "$":
                return PhraseElement.ClauseEnd;
            case ['.', '.', .. var most]:
                return PhraseElement.Gap(int.TryParse(most, out var words) && words is > 0 and < 10 ? words : throw new FormatException($"\"{written}\": expected ..1 to ..9."));
        }

        var isOptional = written.EndsWith('?');
        var entries = Entries(isOptional ? written[..^1] : written, classes).Distinct().Select(entry => entry.Split(' '));
        return PhraseElement.OneOf([.. entries]) with { IsOptional = isOptional };
    }

    private static IEnumerable<string> Entries(string atom, IReadOnlyDictionary<string, string[]> classes)
    {
        if (atom is ['(', .. var group, ')'])
        {
            return group.Split('|').SelectMany(entry => Entries(entry, classes));
        }

        if (atom is ['<', .. var name, '>'])
        {
            return classes.TryGetValue(name, out var entries) ? entries : throw new FormatException($"<{name}> is not listed under words.");
        }

        return !atom.AsSpan().ContainsAny(Signs) ? [FoldEntry(atom)] : throw new FormatException($"\"{atom}\": a sign of the notation stands in a word.");
    }

    /// <summary>Folds a word or a phrase of the lexicon, keeping the star of a word start.</summary>
    public static string FoldEntry(string entry)
    {
        var isStart = entry.EndsWith('*');
        var folded = FoldedText.Of(entry).ToString();
        return folded.Length == 0 || folded.Length < entry.Count(char.IsLetterOrDigit)
            ? throw new FormatException($"\"{entry}\" is not a word.")
            : isStart ? folded + "*" : folded;
    }

    private static List<string> Split(string phrase)
    {
        var elements = new List<string>();
        var start = 0;
        var depth = 0;
        for (var at = 0; at <= phrase.Length; at++)
        {
            var character = at < phrase.Length ? phrase[at] : ' ';
            depth += character switch { '(' => 1, ')' => -1, _ => 0 };
            if (character == ' ' && (depth == 0 || at == phrase.Length))
            {
                if (at > start)
                {
                    elements.Add(phrase[start..at]);
                }

                start = at + 1;
            }
        }

        return depth == 0 ? elements : throw new FormatException($"\"{phrase}\": a parenthesis is not closed.");
    }
}
