using System.Globalization;

namespace HandoffBot.Language.Azure;

/// <summary>A turn, or a piece of a long one, as it is sent.</summary>
/// <param name="Text">At most <see cref="MaxElements"/> text elements, not blank.</param>
/// <param name="Language">The service's code.</param>
/// <param name="Start">Where it begins in the turn, UTF-16 code units.</param>
/// <param name="Elements">Its length in text elements, which is what the service counts.</param>
internal sealed record Document(string Text, string Language, int Start, int Elements)
{
    /// <summary>Text elements of one document: the service's limit for requests that are answered at once.</summary>
    public const int MaxElements = 5_120;

    /// <summary>Characters of a text record, the unit that is paid for.</summary>
    private const int RecordElements = 1_000;

    /// <summary>Text elements at the end of a full piece in which a place between two words is looked for.</summary>
    private const int BreakWithin = 200;

    public int TextRecords => (Elements + RecordElements - 1) / RecordElements;

    /// <summary>Cuts a turn into documents, between words where there is a place. What a customer asks may stand last, so nothing is left out; blank pieces, which the service refuses, are.</summary>
    public static IReadOnlyList<Document> Of(string text, string language)
    {
        var elements = StringInfo.ParseCombiningCharacters(text);
        var documents = new List<Document>();
        for (var first = 0; first < elements.Length;)
        {
            var after = Math.Min(first + MaxElements, elements.Length);
            if (after < elements.Length)
            {
                after = BreakBefore(text, elements, after);
            }

            var start = elements[first];
            var piece = text[start..(after == elements.Length ? text.Length : elements[after])];
            if (!string.IsNullOrWhiteSpace(piece))
            {
                documents.Add(new Document(piece, language, start, after - first));
            }

            first = after;
        }

        return documents;
    }

    private static int BreakBefore(string text, int[] elements, int after)
    {
        for (var at = after; at > after - BreakWithin; at--)
        {
            if (char.IsWhiteSpace(text[elements[at - 1]]))
            {
                return at;
            }
        }

        return after;
    }
}
