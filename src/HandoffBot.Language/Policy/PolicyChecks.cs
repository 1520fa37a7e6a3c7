using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Policy;

/// <summary>Holds what a policy names against what there is: teams, topics, words for regions.</summary>
internal sealed class PolicyChecks(DialogSet dialogs, IReadOnlyCollection<string> skills, PolicyFields fields)
{
    /// <param name="inForce">The file itself and the packs that are switched on; a pack that is off may name what this company does not have.</param>
    public void Check(IReadOnlyList<PolicyPart> inForce, IReadOnlyList<PolicyPart> all)
    {
        foreach (var (skill, line) in inForce.SelectMany(part => part.Skills).Where(skill => !skills.Contains(skill.Is)))
        {
            fields.Fault(line, UnknownSkill(skill));
        }

        var topics = dialogs.Dialogs.Select(dialog => dialog.Id).ToHashSet(StringComparer.Ordinal);
        var named = inForce.SelectMany(part => part.NeverAnswer.Concat(part.Rules.Where(rule => rule.Is.Topic is not null).Select(rule => new Placed<string>(rule.Is.Topic!, rule.Line))));
        foreach (var (topic, line) in named.Where(topic => !topics.Contains(topic.Is)))
        {
            fields.Fault(line, $"there is no topic \"{topic}\": expected the id of a dialog{Nearest(topic, topics)}.");
        }

        foreach (var same in all.SelectMany(part => part.Rules).GroupBy(rule => rule.Is.Id).Where(same => same.Count() > 1))
        {
            fields.Fault(same.Last().Line, $"the rule {same.Key} stands in line {same.First().Line} already: expected each id once.");
        }
    }

    public string DefaultSkill()
    {
        var skill = fields.OneText("default_skill") ?? new RoutingPolicy().DefaultSkill;
        if (!skills.Contains(skill))
        {
            fields.Fault(fields.LineOf("default_skill"), fields.Has("default_skill") ? UnknownSkill(skill) : $"the field \"default_skill\" is missing: expected one of {string.Join(", ", skills)}.");
        }

        return skill;
    }

    /// <summary>Each region needs its sentence in every language: a number is never made up.</summary>
    public EmergencyRegions Emergency()
    {
        if (fields.Map("emergency", "emergency") is not { } emergency)
        {
            return EmergencyRegions.None;
        }

        emergency.Know("regions", "by_language");
        var served = emergency.List("regions");
        var byLanguage = new Dictionary<string, string>(StringComparer.Ordinal);
        if (emergency.Map("by_language", "by_language") is { } languages)
        {
            languages.Know(dialogs.Languages);
            foreach (var language in languages.Names)
            {
                if (languages.OneText(language) is { } region)
                {
                    byLanguage[language] = region;
                    CheckRegion(region, languages.LineOf(language));
                }
            }
        }

        served.ForEach(region => CheckRegion(region.Is, region.Line));
        return new EmergencyRegions(served.Select(region => region.Is).ToHashSet(StringComparer.Ordinal), byLanguage);
    }

    private void CheckRegion(string region, int line)
    {
        if (region is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
        {
            fields.Fault(line, $"\"{region}\" is not a region: expected two capital letters, such as GB.");
            return;
        }

        foreach (var language in dialogs.Languages.Where(language => !dialogs.Wording(language).Texts.ContainsKey(WordingKeys.Crisis(region))))
        {
            fields.Fault(line, $"no emergency numbers are known for {region} in {language}: expected {WordingKeys.Crisis(region)} in {language}/wording.yaml.");
        }
    }

    private string UnknownSkill(string skill) => $"unknown skill \"{skill}\": expected one of {string.Join(", ", skills)}.";

    private static string Nearest(string topic, HashSet<string> topics) =>
        topics.FirstOrDefault(known => known.Contains(topic, StringComparison.Ordinal) || topic.Contains(known, StringComparison.Ordinal)) is { } near ? $", perhaps {near}" : "";
}
