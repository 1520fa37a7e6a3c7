using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Policy;

/// <summary>Reads one rule of the policy.</summary>
/// <param name="skills">Takes the teams that rules name.</param>
internal sealed class RuleReader(IReadOnlyList<string> languages, List<Placed<string>> skills)
{
    private const int LongestPhrase = 80;
    private const int ShortestBeginning = 3;
    private const double LargestAmount = 1_000_000_000;

    /// <returns>Null when it has no name to speak of it by.</returns>
    public Placed<PolicyRule>? Read(PolicyFields fields)
    {
        fields.Know("id", "words", "topic", "amount_from", "stakes", "skill", "priority");
        var id = fields.OneText("id");
        if (id is null || !id.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
        {
            fields.Fault(fields.Has("id") ? fields.LineOf("id") : fields.Line, id is null ? "a rule has no id: expected id: a-name." : $"the id \"{id}\" is not kebab-case: expected lower-case letters, digits and hyphens.");
            return null;
        }

        if (!fields.Has("words") && !fields.Has("topic") && !fields.Has("amount_from"))
        {
            fields.Fault(fields.Line, $"the rule {id} names nothing that it applies to: expected words, topic or amount_from.");
        }

        var rule = new PolicyRule(id)
        {
            Words = fields.Map("words", $"the words of {id}") is { } words ? ReadWords(words, id) : null,
            Topic = fields.OneText("topic"),
            AmountFrom = (decimal?)fields.Number("amount_from", 1, LargestAmount, isWhole: false, "it is in whole units of the currency"),
            Stakes = fields.OneOf<Stakes>("stakes"),
            Skill = fields.OneText("skill"),
            Priority = fields.OneOf<Priority>("priority") ?? Priority.Normal,
        };
        if (rule.Skill is { } skill)
        {
            skills.Add(new Placed<string>(skill, fields.LineOf("skill")));
        }

        return new Placed<PolicyRule>(rule, fields.Line);
    }

    private PhraseList ReadWords(PolicyFields words, string id)
    {
        words.Know(languages);
        var phrases = new List<string>();
        foreach (var language in languages)
        {
            var entries = words.List(language);
            if (entries.Count == 0)
            {
                words.Fault(words.Has(language) ? words.LineOf(language) : words.Line, $"the rule {id} has no words in {language}: expected some in each of {string.Join(", ", languages)}, so that it holds for every customer.");
            }

            foreach (var (phrase, line) in entries)
            {
                if (WrongWith(phrase) is { } wrong)
                {
                    words.Fault(line, $"\"{phrase}\" in the words of {id} {wrong}");
                }
                else
                {
                    phrases.Add(phrase);
                }
            }
        }

        return new PhraseList(phrases);
    }

    private static string? WrongWith(string phrase)
    {
        var star = phrase.IndexOf('*', StringComparison.Ordinal);
        return phrase.Length > LongestPhrase ? $"has {phrase.Length} characters: expected at most {LongestPhrase}."
            : phrase.Count(char.IsLetterOrDigit) < 2 ? "is too short to mean anything: expected two letters or more."
            : star >= 0 && star < phrase.Length - 1 ? "has a * in the middle: expected it at the end, for any ending of the last word."
            : star >= 0 && phrase[..star].Reverse().TakeWhile(char.IsLetterOrDigit).Count() < ShortestBeginning ? $"stands for too many words: expected {ShortestBeginning} letters or more before the *."
            : null;
    }
}
