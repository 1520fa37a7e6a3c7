using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Policy;
using HandoffBot.Server.Hosting;

namespace HandoffBot.Server.Policy;

/// <summary>The two policy files of this node: the one that decides, and the one that is only watched.</summary>
internal sealed class PolicyWatch
{
    public const string LiveFile = "policy.yaml";

    /// <summary>Watched without being configured, if it is there.</summary>
    public const string ShadowFile = "policy.shadow.yaml";

    private readonly WatchedPolicy _live;
    private readonly WatchedPolicy _shadow;

    private PolicyWatch(WatchedPolicy live, WatchedPolicy shadow)
    {
        (_live, _shadow) = (live, shadow);
        InForce = new PoliciesInForce(live.Policy!);
        Publish();
    }

    public PoliciesInForce InForce { get; }

    /// <summary>What holds now, and what is wrong with the files.</summary>
    public PolicyStanding Standing { get; private set; } = null!;

    /// <summary>Reads both files. A fault in the live one keeps the server from starting; one in the other is told while it runs.</summary>
    /// <returns>Null when the live one cannot be used.</returns>
    public static PolicyWatch? Open(IConfiguration configuration, DialogSet dialogs, DateTimeOffset now, out IReadOnlyList<string> faults)
    {
        var options = configuration.GetSection(RoutingOptions.Section).Get<RoutingOptions>() ?? new RoutingOptions();
        var reader = new PolicyFile(dialogs, CoreSetup.Skills(configuration));
        var folder = DialogFolder.From(configuration);
        var live = new WatchedPolicy(reader, PathOf(options.Policy, folder, LiveFile), isOptional: false);
        live.Open(now);
        faults = [.. live.Faults.Select(fault => fault.ToString())];
        if (live.Policy is null)
        {
            return null;
        }

        var shadow = new WatchedPolicy(reader, PathOf(options.Shadow, folder, ShadowFile), isOptional: options.Shadow.Length == 0);
        shadow.Open(now);
        return new PolicyWatch(live, shadow);
    }

    /// <returns>Whether anything is different from before.</returns>
    public bool Look(DateTimeOffset now)
    {
        var (live, shadow) = (_live.Look(now), _shadow.Look(now));
        if (live || shadow)
        {
            Publish();
        }

        return live || shadow;
    }

    public static string PathOf(string configured, string folder, string usual) => configured.Length > 0 ? Path.GetFullPath(configured) : Path.Combine(folder, usual);

    private void Publish()
    {
        InForce.Replace(_live.Policy!, _shadow.Policy);
        Standing = new PolicyStanding(
            _live.Policy!.Version, _live.Since, [.. _live.Faults.Select(fault => fault.ToString())],
            _shadow.Policy?.Version, [.. _shadow.Faults.Select(fault => fault.ToString())]);
    }
}

/// <summary>The policies as operations see them.</summary>
/// <param name="Faults">Why the file as it is now is not in force; empty when it is.</param>
/// <param name="ShadowVersion">Null when none is watched.</param>
internal sealed record PolicyStanding(string Version, DateTimeOffset Since, IReadOnlyList<string> Faults, string? ShadowVersion, IReadOnlyList<string> ShadowFaults);
