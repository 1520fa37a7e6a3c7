using HandoffBot.Core.Dialogs;
using YamlDotNet.RepresentationModel;

namespace HandoffBot.Language.Dialogs;

/// <summary>Reads one wording file: a flat map from key to text.</summary>
internal static class WordingFileReader
{
    /// <returns>Null when it is not a map at all.</returns>
    public static WrittenWording? Read(string file, string language, string text, List<DialogFault> faults)
    {
        if (YamlMap.Read(text, out var line, out var wrong) is { } map)
        {
            return Read(file, language, map, faults);
        }

        faults.Add(new DialogFault(file, line, wrong));
        return null;
    }

    private static WrittenWording Read(string file, string language, YamlMappingNode map, List<DialogFault> faults)
    {
        var entries = new Dictionary<string, (string, int)>();
        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            var line = (int)key.Start.Line;
            if (value is not YamlScalarNode { Value: { } text } || string.IsNullOrWhiteSpace(text))
            {
                faults.Add(new DialogFault(file, line, $"\"{name}\" has no text: expected {name}: \"text\"."));
                continue;
            }

            if (!WordingKeys.All.Contains(name) && !WordingChecks.IsFree(name))
            {
                faults.Add(new DialogFault(file, line, $"unknown key \"{name}\": the product never says it. Expected a key of the list in the README of the dialogs."));
            }

            entries[name] = (text, line);
        }

        foreach (var missing in WordingKeys.All.Where(key => !map.Children.ContainsKey(key)))
        {
            faults.Add(new DialogFault(file, 1, $"the key \"{missing}\" is missing: every language must say it."));
        }

        return new WrittenWording(language, file, entries);
    }
}
