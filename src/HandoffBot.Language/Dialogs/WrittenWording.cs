namespace HandoffBot.Language.Dialogs;

/// <summary>A wording file: by key the text and its line.</summary>
internal sealed record WrittenWording(string Language, string File, IReadOnlyDictionary<string, (string Text, int Line)> Entries)
{
    public IReadOnlyDictionary<string, string> ToTexts() => Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Text);
}
