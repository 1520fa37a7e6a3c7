using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Policy;

/// <summary>Puts the packs that are switched on over what the file itself says. A pack only makes the bot more careful, so their order matters little.</summary>
internal static class PolicyMerge
{
    public static RoutingPolicy Of(PolicyPart own, IReadOnlyList<PolicyPart> packs, IReadOnlyCollection<string> skills)
    {
        var policy = own.Thresholds.Aggregate(new RoutingPolicy(), (so, entry) => entry.Key.With(so, entry.Value));
        foreach (var (threshold, value) in packs.SelectMany(pack => pack.Thresholds))
        {
            policy = threshold.With(policy, threshold.Stricter(threshold.Of(policy), value));
        }

        return policy with
        {
            StakesTable = Enum.GetValues<Stakes>().ToDictionary(stakes => stakes, stakes => StakesOf(stakes, own, packs, policy.StakesAt, skills)),
            ReasonTable = Enum.GetValues<ReasonCode>().ToDictionary(code => code, code => ReasonOf(code, own, packs)),
            NeverAnswered = own.NeverAnswer.Concat(packs.SelectMany(pack => pack.NeverAnswer)).Select(topic => topic.Is).ToHashSet(),
            Rules = [.. own.Rules.Concat(packs.SelectMany(pack => pack.Rules)).Select(rule => rule.Is)],
        };
    }

    private static StakesRow StakesOf(Stakes stakes, PolicyPart own, IReadOnlyList<PolicyPart> packs, double otherwise, IReadOnlyCollection<string> skills)
    {
        var usual = StakesRow.Defaults.GetValueOrDefault(stakes, StakesRow.Other);
        var written = own.Stakes.GetValueOrDefault(stakes);
        // The usual team may not exist here.
        var row = new StakesRow(written?.From, written?.Skill ?? (usual.Skill is { } skill && skills.Contains(skill) ? skill : null), written?.Priority ?? usual.Priority);
        if (stakes == Stakes.SelfHarmOrSafety)
        {
            row = row with { From = Math.Min(row.From ?? otherwise, RoutingPolicy.SurestNeeded) };
        }

        foreach (var over in packs.Select(pack => pack.Stakes.GetValueOrDefault(stakes)).OfType<WrittenRow>())
        {
            row = new StakesRow(over.From is { } from ? Math.Min(from, row.From ?? otherwise) : row.From, over.Skill ?? row.Skill, Later(over.Priority, row.Priority));
        }

        return row;
    }

    private static ReasonRow ReasonOf(ReasonCode code, PolicyPart own, IReadOnlyList<PolicyPart> packs)
    {
        var usual = ReasonRow.Defaults.GetValueOrDefault(code, ReasonRow.Other);
        var written = own.Reasons.GetValueOrDefault(code);
        var row = new ReasonRow(written?.Skill, written?.Priority ?? usual.Priority);
        return packs.Select(pack => pack.Reasons.GetValueOrDefault(code)).OfType<WrittenRow>()
            .Aggregate(row, (so, over) => new ReasonRow(over.Skill ?? so.Skill, Later(over.Priority, so.Priority)));
    }

    private static Priority Later(Priority? one, Priority other) => one is { } given && given > other ? given : other;
}
