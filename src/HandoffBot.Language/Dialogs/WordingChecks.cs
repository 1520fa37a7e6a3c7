using System.Text.RegularExpressions;

namespace HandoffBot.Language.Dialogs;

/// <summary>Checks the wording of languages against one another: the same placeholders, and the same texts of widget and demo page.</summary>
internal static partial class WordingChecks
{
    private static readonly string[] FreePrefixes = ["widget.", "demo.", "skill.", "ordinal.", "zone.", "crisis.", "rule."];

    /// <summary>Languages form ordinals in their own number of ways; teams are the company's own.</summary>
    private static readonly string[] PerLanguage = ["ordinal.", "skill.", "zone."];

    public static bool IsFree(string key) => StartsWithOneOf(key, FreePrefixes);

    public static void Compare(IReadOnlyList<WrittenWording> wordings, List<DialogFault> faults)
    {
        foreach (var key in wordings.SelectMany(wording => wording.Entries.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            var having = wordings.Where(wording => wording.Entries.ContainsKey(key)).ToList();
            var first = having[0];
            var expected = Placeholders(first.Entries[key].Text);
            foreach (var other in having.Skip(1))
            {
                var found = Placeholders(other.Entries[key].Text);
                if (!found.SetEquals(expected))
                {
                    faults.Add(new DialogFault(other.File, other.Entries[key].Line, $"\"{key}\" has the placeholders {Show(found)}, but {first.File}:{first.Entries[key].Line} has {Show(expected)}."));
                }
            }

            if (IsFree(key) && !StartsWithOneOf(key, PerLanguage))
            {
                faults.AddRange(wordings.Except(having).Select(lacking => new DialogFault(lacking.File, 1, $"the key \"{key}\" is missing, which {first.File}:{first.Entries[key].Line} has.")));
            }
        }
    }

    private static bool StartsWithOneOf(string key, string[] prefixes) => Array.Exists(prefixes, prefix => key.StartsWith(prefix, StringComparison.Ordinal));

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    private static string Show(HashSet<string> placeholders) => placeholders.Count == 0 ? "none" : string.Join(' ', placeholders.Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
