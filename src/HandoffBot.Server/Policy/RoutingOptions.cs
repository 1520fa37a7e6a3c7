using System.ComponentModel.DataAnnotations;

namespace HandoffBot.Server.Policy;

/// <summary>Section <c>Routing</c>: where the policies stand. What they say stands in them.</summary>
internal sealed class RoutingOptions
{
    public const string Section = "Routing";

    /// <summary>The policy that decides, relative to the folder the program was started in; empty for <c>policy.yaml</c> beside the dialogs.</summary>
    public string Policy { get; set; } = "";

    /// <summary>A policy that is only watched: it decides every turn, and nobody is served by it. Empty for <c>policy.shadow.yaml</c> beside the dialogs, if there is one.</summary>
    public string Shadow { get; set; } = "";

    /// <summary>How often both files are looked at. A change is taken over once it has stood still for this long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Settings that are none: everything else has moved to the policy, and silence would leave a company with other thresholds than it thinks.</summary>
    public static IEnumerable<string> Moved(IConfiguration configuration) =>
        configuration.GetSection(Section).GetChildren().Select(setting => setting.Key)
            .Where(key => !new[] { nameof(Policy), nameof(Shadow), nameof(LookEvery) }.Contains(key, StringComparer.OrdinalIgnoreCase))
            .Select(key => $"{Section}:{key} is not a setting: thresholds and teams stand in dialogs/policy.yaml.");
}
