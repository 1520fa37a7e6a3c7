namespace HandoffBot.Core.Dialogs;

/// <summary>All dialogs and wording of every language, read and checked at start.</summary>
public sealed class DialogSet(IReadOnlyList<Dialog> dialogs, IReadOnlyDictionary<string, Wording> wordings)
{
    private readonly Dictionary<(string Language, string Id), Dialog> _byId = dialogs.ToDictionary(dialog => (dialog.Language, dialog.Id));

    public IReadOnlyList<Dialog> Dialogs { get; } = dialogs;

    /// <summary>Two-letter languages, the default one first.</summary>
    public IReadOnlyList<string> Languages { get; } = [.. wordings.Keys.Order(StringComparer.Ordinal)];

    public Dialog Get(string language, string id) => _byId[(language, id)];

    public Wording Wording(string language) => wordings[language];

    /// <summary>The language to speak for a BCP 47 tag: its own when there is wording for it, else the first one.</summary>
    public string LanguageFor(string? locale)
    {
        var language = locale is { Length: >= 2 } ? locale[..2].ToLowerInvariant() : "";
        return wordings.ContainsKey(language) ? language : Languages[0];
    }
}
