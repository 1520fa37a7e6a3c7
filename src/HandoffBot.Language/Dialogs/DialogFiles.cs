using HandoffBot.Core.Dialogs;

namespace HandoffBot.Language.Dialogs;

/// <summary>Reads the dialogs folder: <c>&lt;language&gt;/&lt;id&gt;.md</c> and <c>&lt;language&gt;/wording.yaml</c>.</summary>
public static class DialogFiles
{
    private const string WordingFile = "wording.yaml";

    /// <summary>Reads and checks everything; faults are collected, not thrown.</summary>
    /// <param name="folder">The folder that holds one folder per language.</param>
    /// <param name="skills">The skills that exist.</param>
    public static DialogLoading Load(string folder, IReadOnlyCollection<string> skills)
    {
        var faults = new List<DialogFault>();
        var dialogs = new List<WrittenDialog>();
        var wordings = new List<WrittenWording>();
        var languages = Directory.Exists(folder) ? Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal).ToList() : [];
        if (languages.Count == 0)
        {
            faults.Add(new DialogFault(".", 1, "no language: expected a folder per language, such as en/."));
        }

        foreach (var language in languages)
        {
            if (language is not [>= 'a' and <= 'z', >= 'a' and <= 'z'])
            {
                faults.Add(new DialogFault(language, 1, "is not a language: expected a folder named by two lower-case letters, such as en."));
                continue;
            }

            dialogs.AddRange(ReadDialogs(folder, language, skills, faults));
            if (ReadWording(folder, language, faults) is { } wording)
            {
                wordings.Add(wording);
            }
        }

        DialogChecks.Compare(dialogs, languages, faults);
        WordingChecks.Compare(wordings, faults);
        return faults.Count > 0
            ? new DialogLoading(null, [.. faults.OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Line)])
            : new DialogLoading(
                new DialogSet([.. dialogs.Select(written => written.Dialog)], wordings.ToDictionary(wording => wording.Language, wording => new Wording(wording.Language, wording.ToTexts()))),
                []);
    }

    private static List<WrittenDialog> ReadDialogs(string folder, string language, IReadOnlyCollection<string> skills, List<DialogFault> faults)
    {
        var paths = Directory.GetFiles(Path.Combine(folder, language), "*.md").Order(StringComparer.Ordinal).ToList();
        if (paths.Count == 0)
        {
            faults.Add(new DialogFault(language, 1, "has no dialog: expected <id>.md files."));
        }

        var dialogs = new List<WrittenDialog>();
        foreach (var path in paths)
        {
            var reader = new DialogFileReader($"{language}/{Path.GetFileName(path)}", language, skills, faults);
            if (reader.Read(File.ReadAllText(path)) is { } dialog)
            {
                dialogs.Add(dialog);
            }
        }

        return dialogs;
    }

    private static WrittenWording? ReadWording(string folder, string language, List<DialogFault> faults)
    {
        var file = $"{language}/{WordingFile}";
        var path = Path.Combine(folder, language, WordingFile);
        if (!File.Exists(path))
        {
            faults.Add(new DialogFault(file, 1, "is missing: every language needs its wording."));
            return null;
        }

        return WordingFileReader.Read(file, language, File.ReadAllText(path), faults);
    }
}
