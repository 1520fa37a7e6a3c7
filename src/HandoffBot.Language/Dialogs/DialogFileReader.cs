using HandoffBot.Core.Dialogs;
using YamlDotNet.RepresentationModel;

namespace HandoffBot.Language.Dialogs;

/// <summary>Reads one dialog file: front matter between two lines of <c>---</c>, then the answer in Markdown.</summary>
internal sealed class DialogFileReader(string file, string language, IReadOnlyCollection<string> skills, List<DialogFault> faults)
{
    private const string Fence = "---";
    private const int LongestTitle = 40;
    private const int FewestExamples = 3;

    private static readonly string[] Needed = ["id", "title", "examples", "stakes", "skill"];
    private static readonly string[] Known = [.. Needed, "steps"];

    /// <returns>The dialog as far as it could be read, or null when there is no front matter to read.</returns>
    public WrittenDialog? Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = lines[0].TrimEnd() == Fence ? Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence) : -1;
        if (end < 0)
        {
            Fault(1, "has no front matter: expected a line of --- at the start and another one before the answer.");
            return null;
        }

        AnswerChecks.Check(lines.AsSpan(end + 1), end + 2, Fault);
        return Parse(string.Join('\n', lines[1..end])) is { } fields ? Read(fields, string.Join('\n', lines[(end + 1)..]).Trim()) : null;
    }

    private YamlMappingNode? Parse(string frontMatter)
    {
        if (YamlMap.Read(frontMatter, out var line, out var wrong) is { } fields)
        {
            return fields;
        }

        Fault(line + 1, $"the front matter {wrong}");
        return null;
    }

    private WrittenDialog Read(YamlMappingNode fields, string answer)
    {
        foreach (var key in fields.Children.Keys.Where(key => !Known.Contains(Text(key))))
        {
            Fault(LineOf(key), $"unknown field \"{Text(key)}\": expected one of {string.Join(", ", Known)}.");
        }

        foreach (var missing in Needed.Where(name => !fields.Children.ContainsKey(name)))
        {
            Fault(1, $"the field \"{missing}\" is missing.");
        }

        var (title, titleLine) = Single(fields, "title");
        if (title.Length > LongestTitle)
        {
            Fault(titleLine, $"the title has {title.Length} characters: it is shown on a button, expected at most {LongestTitle}.");
        }

        var examples = List(fields, "examples");
        if (fields.Children.TryGetValue("examples", out var exampleNode) && examples.Count < FewestExamples)
        {
            Fault(LineOf(exampleNode), $"has {examples.Count} examples: expected at least {FewestExamples} of what customers write.");
        }

        var (id, idLine) = Id(fields);
        var dialog = new Dialog
        {
            Id = id,
            Language = language,
            Title = title,
            Examples = examples.ConvertAll(example => example.Text),
            Stakes = Stakes(fields),
            Skill = Skill(fields),
            Steps = List(fields, "steps").ConvertAll(step => step.Text),
            Answer = answer,
        };
        return new WrittenDialog(dialog, file, idLine, examples.ConvertAll(example => example.Line));
    }

    private (string Id, int Line) Id(YamlMappingNode fields)
    {
        var (id, line) = Single(fields, "id");
        var expected = Path.GetFileNameWithoutExtension(file);
        if (id.Length > 0 && id != expected)
        {
            Fault(line, $"the id \"{id}\" is not the file's name: expected \"{expected}\".");
        }

        if (!expected.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
        {
            Fault(line, $"\"{expected}\" is not kebab-case: expected lower-case letters, digits and hyphens.");
        }

        return (expected, line);
    }

    private DialogStakes Stakes(YamlMappingNode fields)
    {
        var (stakes, line) = Single(fields, "stakes");
        if (stakes is not ("" or "none" or "high"))
        {
            Fault(line, $"unknown stakes \"{stakes}\": expected none or high.");
        }

        return stakes == "high" ? DialogStakes.High : DialogStakes.None;
    }

    private string Skill(YamlMappingNode fields)
    {
        var (skill, line) = Single(fields, "skill");
        if (skill.Length > 0 && !skills.Contains(skill))
        {
            Fault(line, $"unknown skill \"{skill}\": expected one of {string.Join(", ", skills)}.");
        }

        return skill;
    }

    private (string Text, int Line) Single(YamlMappingNode fields, string name)
    {
        if (!fields.Children.TryGetValue(name, out var node))
        {
            return ("", 1);
        }

        if (node is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value))
        {
            return (value.Trim(), LineOf(node));
        }

        Fault(LineOf(node), $"the field \"{name}\" is empty: expected a single text.");
        return ("", LineOf(node));
    }

    private List<(string Text, int Line)> List(YamlMappingNode fields, string name)
    {
        if (!fields.Children.TryGetValue(name, out var node))
        {
            return [];
        }

        if (node is not YamlSequenceNode entries)
        {
            Fault(LineOf(node), $"the field \"{name}\" is not a list: expected lines that start with a hyphen.");
            return [];
        }

        foreach (var entry in entries.Where(entry => Text(entry).Length == 0))
        {
            Fault(LineOf(entry), $"an entry of \"{name}\" is not a text: put it in double quotes.");
        }

        return [.. entries.Where(entry => Text(entry).Length > 0).Select(entry => (Text(entry), LineOf(entry)))];
    }

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value?.Trim() ?? "";

    /// <summary>Nodes count from the line after the opening fence.</summary>
    private static int LineOf(YamlNode node) => (int)node.Start.Line + 1;

    private void Fault(int line, string message) => faults.Add(new DialogFault(file, line, message));
}
