using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HandoffBot.Language.Dialogs;

/// <summary>Reads YAML that must be one map.</summary>
internal static class YamlMap
{
    /// <returns>The map, or null with what is wrong and in which line (from 1).</returns>
    public static YamlMappingNode? Read(string text, out int line, out string wrong)
    {
        (line, wrong) = (1, "is not a map: expected lines of key: value.");
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents is [{ RootNode: YamlMappingNode map }] ? map : null;
        }
        catch (YamlException exception)
        {
            (line, wrong) = ((int)exception.Start.Line, $"is not valid YAML: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            // The parser stumbles like this over a list or map that is not closed when the text ends.
            (line, wrong) = (text.AsSpan().Count('\n') + 1, "is not valid YAML: a [ or { is not closed.");
        }

        return null;
    }
}
