using System.Globalization;
using System.Security.Cryptography;
using HandoffBot.Core.Dialogs;
using HandoffBot.Language.Dialogs;

namespace HandoffBot.Language.Policy;

/// <summary>Reads <c>policy.yaml</c>: what it says, and every fault in it at once.</summary>
/// <param name="dialogs">Topics and words that it may name.</param>
/// <param name="skills">The teams that exist.</param>
public sealed class PolicyFile(DialogSet dialogs, IReadOnlyCollection<string> skills)
{
    /// <summary>Larger than any that people write; a file this large is the wrong one.</summary>
    public const int LargestFile = 1_000_000;

    private static readonly string[] Known = ["version", "switched_on", "default_skill", .. PolicyPartReader.Fields, "emergency", "packs"];

    /// <param name="path">Of the file; a missing one is a fault, not an exception.</param>
    public PolicyLoading Load(string path)
    {
        var file = Path.GetFileName(path);
        try
        {
            var info = new FileInfo(path);
            return !info.Exists ? Faulty(file, 1, "is missing: expected the policy of the bot; see the README of the dialogs.")
                : info.Length > LargestFile ? Faulty(file, 1, $"has {info.Length} bytes: expected at most {LargestFile}.")
                : Read(file, File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Faulty(file, 1, $"cannot be read: {exception.Message}");
        }
    }

    /// <param name="file">Its name, for faults.</param>
    public PolicyLoading Read(string file, string text)
    {
        var faults = new List<DialogFault>();
        if (YamlMap.Read(text, out var line, out var wrong) is not { } map)
        {
            return Faulty(file, line, wrong);
        }

        var fields = new PolicyFields(map, "the policy", file, faults);
        fields.Know(Known);
        var version = fields.OneText("version");
        if (version is null && !fields.Has("version"))
        {
            fields.Fault(1, "the field \"version\" is missing: expected version: \"1\", raised with each change, so that a decision can be explained by what it was made from.");
        }

        var parts = new PolicyPartReader(dialogs.Languages);
        var own = parts.Read(fields, "the policy");
        var packs = ReadPacks(fields, parts);
        var on = SwitchedOn(fields, packs);
        var checks = new PolicyChecks(dialogs, skills, fields);
        checks.Check([own, .. on], [own, .. packs.Values]);
        var policy = PolicyMerge.Of(own, on, skills) with
        {
            Version = $"{version}+{Digest(text)}",
            DefaultSkill = checks.DefaultSkill(),
            Emergency = checks.Emergency(),
        };
        if (policy.OfferTopicAt > policy.AnswerAt)
        {
            fields.Fault(fields.LineOf("thresholds"), string.Create(CultureInfo.InvariantCulture, $"offer_topic ({policy.OfferTopicAt}) is above answer ({policy.AnswerAt}): expected at most the same, else no topic could be offered."));
        }

        return faults.Count == 0 ? new PolicyLoading(policy, []) : new PolicyLoading(null, [.. faults.OrderBy(fault => fault.Line)]);
    }

    private static Dictionary<string, PolicyPart> ReadPacks(PolicyFields fields, PolicyPartReader parts)
    {
        var packs = new Dictionary<string, PolicyPart>(StringComparer.Ordinal);
        var written = fields.Map("packs", "packs");
        foreach (var name in written?.Names ?? [])
        {
            if (written!.Map(name, $"the pack {name}") is { } pack)
            {
                pack.Know(PolicyPartReader.Fields);
                packs[name] = parts.Read(pack, $"the pack {name}");
            }
        }

        return packs;
    }

    private static List<PolicyPart> SwitchedOn(PolicyFields fields, Dictionary<string, PolicyPart> packs)
    {
        var on = new List<PolicyPart>();
        foreach (var (name, line) in fields.List("switched_on"))
        {
            if (packs.TryGetValue(name, out var pack))
            {
                on.Add(pack);
            }
            else
            {
                fields.Fault(line, $"there is no pack \"{name}\": expected one of {string.Join(", ", packs.Keys)}.");
            }
        }

        return on;
    }

    /// <summary>Two texts under one version are told apart.</summary>
    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));

    private static PolicyLoading Faulty(string file, int line, string message) => new(null, [new DialogFault(file, line, message)]);
}
