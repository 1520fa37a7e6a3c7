using HandoffBot.Core.Dialogs;
using HandoffBot.Language.Dialogs;

namespace HandoffBot.Language.Tests.Dialogs;

/// <summary>A dialogs folder without faults, in a temporary place, to break one thing in.</summary>
public sealed class DialogFolder : IDisposable
{
    public static readonly string[] Skills = ["billing", "technical"];

    private readonly string _path = Directory.CreateTempSubdirectory("dialogs-").FullName;

    public DialogFolder()
    {
        foreach (var language in new[] { "en", "fr" })
        {
            Write($"{language}/pay-bill.md", Dialog("pay-bill", language));
            Write($"{language}/wording.yaml", Wording());
        }
    }

    public static string Dialog(string id, string language) =>
        $"---\nid: {id}\ntitle: A title\nexamples:\n  - {language} {id} one\n  - {language} {id} two\n  - {language} {id} three\nstakes: none\nskill: billing\n---\nPay in the **app**. See [help](https://corvelle.example/help).\n";

    public static string Wording() => string.Concat(WordingKeys.All.Select(key => $"{key}: \"text\"\n"));

    public void Write(string file, string text)
    {
        var path = Path.Combine(_path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Change(string file, string from, string to) => Write(file, File.ReadAllText(Path.Combine(_path, file)).Replace(from, to, StringComparison.Ordinal));

    public void Delete(string file) => File.Delete(Path.Combine(_path, file));

    public void DeleteAll()
    {
        Directory.Delete(_path, recursive: true);
        Directory.CreateDirectory(_path);
    }

    public DialogLoading Load() => DialogFiles.Load(_path, Skills);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
