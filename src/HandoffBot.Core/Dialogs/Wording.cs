using System.Globalization;
using System.Text;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Dialogs;

/// <summary>The sentences the product says in one language.</summary>
/// <param name="language">Two letters.</param>
/// <param name="texts">By key; complete, which the loader has checked against <see cref="WordingKeys.All"/>.</param>
public sealed class Wording(string language, IReadOnlyDictionary<string, string> texts)
{
    /// <summary>Valid in a message, yet normalisation refuses texts with it.</summary>
    private const char NoCharacter = '\uFFFE';

    private readonly string[] _yes = Phrases(texts[WordingKeys.UnderstoodYes]);
    private readonly string[] _no = Phrases(texts[WordingKeys.UnderstoodNo]);

    public string Language { get; } = language;

    public IReadOnlyDictionary<string, string> Texts { get; } = texts;

    /// <summary>The text of a key; a missing key is a bug, since the loader has checked them all.</summary>
    public string this[string key] => Texts[key];

    /// <summary>The text of a key with <c>{name}</c> placeholders filled. Values are inserted as they are and never read as placeholders.</summary>
    public string Format(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = Texts[key];
        var filled = new StringBuilder(text.Length + 32);
        for (var at = 0; at < text.Length; at++)
        {
            var end = text[at] == '{' ? text.IndexOf('}', at) : -1;
            if (end < 0 || !TryFind(values, text.AsSpan(at + 1, end - at - 1), out var value))
            {
                filled.Append(text[at]);
                continue;
            }

            filled.Append(value);
            at = end;
        }

        return filled.ToString();
    }

    /// <summary>1 → "1st", "1re" and so on.</summary>
    public string Ordinal(long number)
    {
        var exact = $"ordinal.{number}";
        var byLastDigit = $"ordinal.{20 + (number % 10)}";
        var isTeen = number % 100 is >= 11 and <= 13;
        var pattern = Texts.TryGetValue(exact, out var text) || (number > 20 && !isTeen && Texts.TryGetValue(byLastDigit, out text)) ? text : Texts[WordingKeys.OrdinalOther];
        return pattern.Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>Why a person takes over, for the customer: in the words of the rule, where it has its own.</summary>
    public string Handoff(Reason reason) => (reason.Rule is { } rule ? Texts.GetValueOrDefault(WordingKeys.RuleSaid(rule)) : null) ?? Texts[WordingKeys.Handoff(reason.Code)];

    /// <summary>For somebody in danger: with the numbers of the region where it has words, else without any, since a wrong one would be worse.</summary>
    public string Crisis(string? region) => (region is null ? null : Texts.GetValueOrDefault(WordingKeys.Crisis(region))) ?? Texts[WordingKeys.HandoffCrisis];

    public string ReasonText(ReasonCode code) => Texts[WordingKeys.Reason(code)];

    public string SkillName(string skill) => Texts.GetValueOrDefault($"skill.{skill}", skill);

    /// <summary>The place whose time a zone is, as people say it: <c>zone.Europe/London</c>, else the city of the zone's name.</summary>
    public string CityOf(TimeZoneInfo zone) => Texts.GetValueOrDefault($"zone.{zone.Id}") ?? zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>Whether the words say yes or no, and nothing beside it.</summary>
    public Assent ReadAssent(string text)
    {
        var said = Normalise(text);
        return _yes.Contains(said) || Is(text, WordingKeys.SolvedYes) || Is(text, WordingKeys.StepsWorked) ? Assent.Yes
            : _no.Contains(said) || Is(text, WordingKeys.SolvedNo) || Is(text, WordingKeys.StepsNext) ? Assent.No
            : Assent.Unclear;
    }

    /// <summary>Whether the words are exactly those of a key, as when a suggested action was picked.</summary>
    public bool Is(string text, string key) => Normalise(text) == Normalise(Texts[key]);

    private static bool TryFind(ReadOnlySpan<(string Name, string Value)> values, ReadOnlySpan<char> name, out string value)
    {
        foreach (var candidate in values)
        {
            if (name.SequenceEqual(candidate.Name))
            {
                value = candidate.Value;
                return true;
            }
        }

        value = "";
        return false;
    }

    private static string[] Phrases(string list) => [.. list.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Normalise)];

    private static string Normalise(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var character in text.Replace(NoCharacter, ' ').Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(character))
            {
                words.Append(char.ToLowerInvariant(character));
            }
            else if (words.Length > 0 && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words.ToString().TrimEnd();
    }
}
