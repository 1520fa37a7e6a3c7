using System.Text;

namespace HandoffBot.Language.Text;

/// <summary>Reads embedded lists of folded words, parted by white space.</summary>
internal static class WordList
{
    /// <param name="name">Of the resource, as <c>Stopwords/en.txt</c>.</param>
    /// <returns>Empty when there is no such list.</returns>
    public static HashSet<string> Read(string name)
    {
        using var stream = typeof(WordList).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return [];
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
    }
}
