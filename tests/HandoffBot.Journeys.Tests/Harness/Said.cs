using YamlDotNet.Serialization;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>What the product says in one language: its wording by key, its dialogs by id.</summary>
internal sealed class Said(string language)
{
    private readonly Dictionary<string, string> _wording = new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(File.ReadAllText(FileOf(language, "wording.yaml")));

    public static Said In(string locale) => new(locale[..2]);

    public string this[string key] => _wording[key];

    /// <summary>The wording with its only placeholder filled.</summary>
    public string this[string key, string placeholder, string value] => _wording[key].Replace($"{{{placeholder}}}", value, StringComparison.Ordinal);

    /// <summary>A dialog's title, as agents read it.</summary>
    public string Title(string dialog) => File.ReadLines(FileOf(language, $"{dialog}.md")).First(line => line.StartsWith("title:", StringComparison.Ordinal))["title:".Length..].Trim();

    /// <summary>How a dialog's answer begins: its first words up to anything that Markdown changes.</summary>
    public string AnswerOf(string dialog)
    {
        var body = File.ReadAllText(FileOf(language, $"{dialog}.md")).Split("\n---", 2)[1].TrimStart('-', '\n', '\r', ' ');
        return Beginning(body);
    }

    /// <summary>The first words of a text, up to anything that Markdown changes.</summary>
    public static string Beginning(string text) => text.IndexOfAny(['*', '\n', '[', '.', ':']) is > 0 and var end ? text[..end].Trim() : text;

    private static string FileOf(string language, string name) => Path.Combine(Built.Dialogs, language, name);
}
