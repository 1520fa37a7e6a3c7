using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Policy;

/// <summary>Reads what the file itself and each pack can say: thresholds, the tables, topics and rules.</summary>
/// <param name="languages">Every language that words must be given in.</param>
internal sealed class PolicyPartReader(IReadOnlyList<string> languages)
{
    public static IReadOnlyList<string> Fields { get; } = ["thresholds", "stakes", "reasons", "never_answer", "rules"];

    /// <param name="called">What it is, for messages.</param>
    public PolicyPart Read(PolicyFields fields, string called)
    {
        var skills = new List<Placed<string>>();
        var rules = new RuleReader(languages, skills);
        return new PolicyPart
        {
            Thresholds = ReadThresholds(fields.Map("thresholds", $"thresholds of {called}")),
            Stakes = ReadTable<Stakes>(fields.Map("stakes", $"stakes of {called}"), skills, CheckStakes),
            Reasons = ReadTable<ReasonCode>(fields.Map("reasons", $"reasons of {called}"), skills, CheckReason),
            NeverAnswer = fields.List("never_answer"),
            Rules = [.. fields.Maps("rules", "a rule").Select(rules.Read).OfType<Placed<PolicyRule>>()],
            Skills = skills,
        };
    }

    private static Dictionary<PolicyThreshold, double> ReadThresholds(PolicyFields? fields)
    {
        fields?.Know([.. PolicyThreshold.All.Select(threshold => threshold.Name)]);
        var read = new Dictionary<PolicyThreshold, double>();
        foreach (var threshold in PolicyThreshold.All)
        {
            if (fields?.Number(threshold.Name, threshold.Least, threshold.Most, threshold.IsWhole, threshold.Why) is { } value)
            {
                read[threshold] = value;
            }
        }

        return read;
    }

    private static Dictionary<T, WrittenRow> ReadTable<T>(PolicyFields? table, List<Placed<string>> skills, Func<T, PolicyFields, WrittenRow> read)
        where T : struct, Enum
    {
        table?.Know([.. PolicyFields.NamesOf<T>()]);
        var rows = new Dictionary<T, WrittenRow>();
        foreach (var name in table?.Names ?? [])
        {
            if (PolicyFields.Known<T>(name) is { } key && table!.Map(name, $"the row {name}") is { } fields)
            {
                rows[key] = read(key, fields);
                if (rows[key].Skill is { } skill)
                {
                    skills.Add(new Placed<string>(skill, fields.LineOf("skill")));
                }
            }
        }

        return rows;
    }

    /// <summary>Danger to life is always first in line, and never needs to be surer than a request for a person.</summary>
    private static WrittenRow CheckStakes(Stakes stakes, PolicyFields fields)
    {
        fields.Know("from", "skill", "priority");
        var isCrisis = stakes == Stakes.SelfHarmOrSafety;
        var row = new WrittenRow(
            fields.Number("from", 0.05, isCrisis ? RoutingPolicy.SurestNeeded : 1, isWhole: false, isCrisis ? PolicyThreshold.Promised : "a value that is read is from 0 to 1"),
            fields.OneText("skill"),
            fields.OneOf<Priority>("priority"));
        if (isCrisis && row.Priority is not (null or Priority.Crisis))
        {
            fields.Fault(fields.LineOf("priority"), $"somebody in danger has the priority {row.Priority.Value.ToString().ToLowerInvariant()}: expected crisis; {PolicyThreshold.Promised}.");
        }

        return row;
    }

    private static WrittenRow CheckReason(ReasonCode code, PolicyFields fields)
    {
        fields.Know("skill", "priority");
        if (code == ReasonCode.HighStakes)
        {
            fields.Fault(fields.Line, "high_stakes has a table of its own: expected a row per kind under stakes.");
        }

        return new WrittenRow(null, fields.OneText("skill"), fields.OneOf<Priority>("priority"));
    }
}
