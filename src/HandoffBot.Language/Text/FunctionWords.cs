using System.Text;

namespace HandoffBot.Language.Text;

/// <summary>The words that every text of a language is full of, folded: embedded lists, <c>Text/FunctionWords/language.txt</c>.</summary>
internal static class FunctionWords
{
    private const string Folder = "FunctionWords/";

    public static IReadOnlyList<string> Languages { get; } =
    [
        .. typeof(FunctionWords).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name[Folder.Length..])).Order(StringComparer.Ordinal),
    ];

    /// <summary>Empty for a language without a list.</summary>
    public static HashSet<string> Of(string language)
    {
        using var stream = typeof(FunctionWords).Assembly.GetManifestResourceStream($"{Folder}{language}.txt");
        if (stream is null)
        {
            return [];
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
    }
}
