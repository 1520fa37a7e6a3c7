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

    public static HashSet<string> Of(string language) => WordList.Read($"{Folder}{language}.txt");
}
