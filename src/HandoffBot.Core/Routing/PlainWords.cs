using System.Globalization;
using System.Text;

namespace HandoffBot.Core.Routing;

/// <summary>The words of a text in lower case, without accents, a space before and after each.</summary>
public sealed class PlainWords
{
    /// <summary>Valid in a message, yet normalisation refuses texts with it.</summary>
    private const char NoCharacter = '\uFFFE';

    private readonly string _words;

    private PlainWords(string words) => _words = words;

    public static PlainWords Of(string text) => new(Fold(text));

    internal bool Contains(string sought) => _words.Contains(sought, StringComparison.Ordinal);

    /// <summary>How a phrase stands in the words of a text; one that ends in <c>*</c> is open at its end.</summary>
    internal static string Sought(string phrase)
    {
        var words = Fold(phrase);
        return phrase.EndsWith('*') ? words.TrimEnd() : words;
    }

    private static string Fold(string text)
    {
        var words = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var character in Safe(text).Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(character) || char.IsSurrogate(character))
            {
                words.Append(char.ToLowerInvariant(character));
            }
            else if (words[^1] != ' ' && CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                words.Append(' ');
            }
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }

    /// <summary>Half of a surrogate pair is no text to normalise either.</summary>
    private static string Safe(string text)
    {
        var safe = text.Replace(NoCharacter, ' ');
        for (var at = 0; at < safe.Length; at++)
        {
            if (char.IsSurrogate(safe[at]) && (at + 1 == safe.Length || !char.IsSurrogatePair(safe[at], safe[at + 1])))
            {
                safe = string.Concat(safe.AsSpan(0, at), " ", safe.AsSpan(at + 1));
            }
            else if (char.IsSurrogate(safe[at]))
            {
                at++;
            }
        }

        return safe;
    }
}
