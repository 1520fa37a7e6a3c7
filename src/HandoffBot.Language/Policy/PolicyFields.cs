using System.Globalization;
using System.Text.Json;
using HandoffBot.Language.Dialogs;
using YamlDotNet.RepresentationModel;

namespace HandoffBot.Language.Policy;

/// <summary>Reads the fields of one map of the policy. What is wrong becomes a fault with its line and what would be right, and reads as if it were not there.</summary>
/// <param name="name">What the map is, for messages.</param>
internal sealed class PolicyFields(YamlMappingNode map, string name, string file, List<DialogFault> faults)
{
    public int Line { get; } = (int)map.Start.Line;

    public IEnumerable<string> Names => map.Children.Keys.Select(Text);

    public bool Has(string field) => map.Children.ContainsKey(field);

    public int LineOf(string field) => map.Children.Keys.Where(key => Text(key) == field).Select(key => (int)key.Start.Line).FirstOrDefault(Line);

    public void Fault(int line, string message) => faults.Add(new DialogFault(file, line, message));

    /// <summary>Everything else in the map is a fault: a slip of the pen must not switch a rule off unseen.</summary>
    public void Know(params IReadOnlyList<string> known)
    {
        foreach (var key in map.Children.Keys.Where(key => !known.Contains(Text(key))))
        {
            Fault((int)key.Start.Line, $"unknown field \"{Text(key)}\" in {name}: expected one of {string.Join(", ", known)}.");
        }
    }

    public string? OneText(string field)
    {
        if (Node(field) is not { } node)
        {
            return null;
        }

        if (node is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value))
        {
            return value.Trim();
        }

        Fault(LineOf(field), $"\"{field}\" in {name} is no text: expected {field}: text.");
        return null;
    }

    public double? Number(string field, double least, double most, bool isWhole, string why)
    {
        if (OneText(field) is not { } written)
        {
            return null;
        }

        if (double.TryParse(written, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most && (!isWhole || Math.Floor(value).Equals(value)))
        {
            return value;
        }

        Fault(LineOf(field), $"\"{field}: {written}\" in {name}: expected {(isWhole ? "a whole number" : "a number")} from {Say(least)} to {Say(most)}; {why}.");
        return null;
    }

    public T? OneOf<T>(string field)
        where T : struct, Enum
    {
        if (OneText(field) is not { } written)
        {
            return null;
        }

        if (Known<T>(written) is { } known)
        {
            return known;
        }

        Fault(LineOf(field), $"\"{field}: {written}\" in {name}: expected one of {string.Join(", ", NamesOf<T>())}.");
        return null;
    }

    public List<Placed<string>> List(string field)
    {
        switch (Node(field))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return [];
            case YamlSequenceNode entries:
                foreach (var entry in entries.Where(entry => Text(entry).Length == 0))
                {
                    Fault((int)entry.Start.Line, $"an entry of \"{field}\" in {name} is no text: put it in double quotes.");
                }

                return [.. entries.Where(entry => Text(entry).Length > 0).Select(entry => new Placed<string>(Text(entry), (int)entry.Start.Line))];
            default:
                Fault(LineOf(field), $"\"{field}\" in {name} is no list: expected [first, second], or a line with a hyphen for each.");
                return [];
        }
    }

    public PolicyFields? Map(string field, string called)
    {
        switch (Node(field))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return null;
            case YamlMappingNode inner:
                return new PolicyFields(inner, called, file, faults);
            default:
                Fault(LineOf(field), $"\"{field}\" in {name} is no map: expected lines of key: value.");
                return null;
        }
    }

    public IEnumerable<PolicyFields> Maps(string field, string called)
    {
        switch (Node(field))
        {
            case null or YamlScalarNode { Value: null or "" }:
                yield break;
            case YamlSequenceNode entries:
                foreach (var entry in entries)
                {
                    if (entry is YamlMappingNode inner)
                    {
                        yield return new PolicyFields(inner, called, file, faults);
                    }
                    else
                    {
                        Fault((int)entry.Start.Line, $"an entry of \"{field}\" in {name} is no map: expected lines of key: value.");
                    }
                }

                yield break;
            default:
                Fault(LineOf(field), $"\"{field}\" in {name} is no list: expected a line with a hyphen for each.");
                yield break;
        }
    }

    public static T? Known<T>(string written)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (NameOf(value) == written)
            {
                return value;
            }
        }

        return null;
    }

    public static IEnumerable<string> NamesOf<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(NameOf);

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string Say(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value?.Trim() ?? "";

    private YamlNode? Node(string field) => map.Children.TryGetValue(field, out var node) ? node : null;
}
