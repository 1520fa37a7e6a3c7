using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HandoffBot.Language.Signals.Phrases;

/// <summary>
/// An embedded lexicon: <c>words</c> (classes; entries parted by commas), <c>typos</c> (classes whose words are recognised with typing slips),
/// <c>not_typos</c> (words that only look like one) and <c>rules</c>.
/// </summary>
internal sealed record LexiconFile
{
    private static readonly string[] Fields = ["words", "typos", "not_typos", "rules"];
    private static readonly string[] RuleFields = ["name", "value", "guard", "topic", "says"];

    public required IReadOnlyDictionary<string, string[]> Words { get; init; }

    public required IReadOnlyList<string> KeyWords { get; init; }

    public required IReadOnlyList<string> NeverSlips { get; init; }

    public required IReadOnlyList<PhraseRule> Rules { get; init; }

    /// <exception cref="FormatException">The file breaks the format; the message names file and line.</exception>
    public static LexiconFile Read(string name)
    {
        using var stream = typeof(LexiconFile).Assembly.GetManifestResourceStream($"Lexicon/{name}.yaml") ?? throw new FormatException($"There is no lexicon {name}.");
        using var reader = new StreamReader(stream);
        return Parse($"{name}.yaml", reader);
    }

    /// <inheritdoc cref="Read"/>
    public static LexiconFile Parse(string file, TextReader text)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(text);
            var root = (YamlMappingNode)yaml.Documents[0].RootNode;
            Check(root, Fields, file);
            var words = Mapping(root, "words").ToDictionary(entry => Text(entry.Key), entry => Entries(entry.Value));
            var keyWords = Entries(root, "typos");
            if (keyWords.FirstOrDefault(name => !words.ContainsKey(name)) is { } unknown)
            {
                throw new FormatException($"{file}: typos names the class {unknown}, which is not listed under words.");
            }

            return new LexiconFile
            {
                Words = words,
                KeyWords = keyWords,
                NeverSlips = Entries(root, "not_typos"),
                Rules = [.. ((YamlSequenceNode)root["rules"]).Cast<YamlMappingNode>().Select(rule => Rule(rule, words, file))],
            };
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException or InvalidCastException or KeyNotFoundException)
        {
            throw new FormatException($"{file}: not a lexicon: {exception.Message}", exception);
        }
    }

    private static PhraseRule Rule(YamlMappingNode rule, Dictionary<string, string[]> words, string file)
    {
        Check(rule, RuleFields, file);
        var says = ((YamlSequenceNode)rule["says"]).Select(phrase => (Node: phrase, Text: Text(phrase))).ToList();
        foreach (var (node, phrase) in says)
        {
            try
            {
                PhraseNotation.Parse(phrase, words);
            }
            catch (FormatException exception)
            {
                throw new FormatException($"{file}:{node.Start.Line}: {exception.Message}", exception);
            }
        }

        var (isGuard, isTopic) = (IsSet("guard"), IsSet("topic"));
        var value = rule.Children.TryGetValue("value", out var written) ? double.Parse(Text(written), CultureInfo.InvariantCulture) : isGuard ? 0 : 1;
        return value is >= -1 and <= 1
            ? new PhraseRule(Text(rule["name"]), value, isGuard, [.. says.Select(phrase => phrase.Text)]) { IsTopic = isTopic }
            : throw new FormatException($"{file}:{rule.Start.Line}: value {value} is not between -1 and 1.");

        bool IsSet(string field) => rule.Children.TryGetValue(field, out var written) && Text(written) == "true";
    }

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Mapping(YamlMappingNode root, string field) =>
        root.Children.TryGetValue(field, out var node) ? ((YamlMappingNode)node).Children : [];

    private static string[] Entries(YamlMappingNode root, string field) => root.Children.TryGetValue(field, out var node) ? Entries(node) : [];

    private static string[] Entries(YamlNode node) =>
        [.. Text(node).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(PhraseNotation.FoldEntry)];

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    private static void Check(YamlMappingNode node, string[] fields, string file)
    {
        if (node.Children.Keys.FirstOrDefault(key => !fields.Contains(Text(key))) is { } unknown)
        {
            throw new FormatException($"{file}:{unknown.Start.Line}: unknown field {unknown}; expected {string.Join(", ", fields)}.");
        }
    }
}
