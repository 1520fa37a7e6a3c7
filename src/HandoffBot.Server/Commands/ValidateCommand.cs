using System.CommandLine;
using HandoffBot.Core.Dialogs;
using HandoffBot.Language.Policy;
using HandoffBot.Server.Hosting;
using HandoffBot.Server.Policy;

namespace HandoffBot.Server.Commands;

/// <summary><c>validate</c>: checks dialogs, wording and policies without starting anything.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var policy = new Option<FileInfo?>("--policy") { Description = "A policy to check instead of the configured ones." };
        var command = new Command("validate", "Checks dialogs, wording and policy, and names file and line of every fault.") { policy };
        command.SetAction(parsed => Run(parsed.UnmatchedTokens, parsed.GetValue(policy)?.FullName, System.Console.Out, System.Console.Error));
        return command;
    }

    /// <returns>0 when there is no fault, else 1.</returns>
    public static int Run(IEnumerable<string> configuration, string? policy, TextWriter output, TextWriter errors)
    {
        var settings = ServerHost.CreateBuilder(configuration).Configuration;
        List<string> faults = [.. RoutingOptions.Moved(settings)];
        var dialogs = Wiring.LoadDialogs(DialogFolder.From(settings), CoreSetup.Skills(settings), out var inDialogs);
        faults.AddRange(inDialogs);
        List<string> versions = [];
        foreach (var file in dialogs is null ? [] : policy is null ? PolicyFiles(settings) : [policy])
        {
            var loaded = new PolicyFile(dialogs!, CoreSetup.Skills(settings)).Load(file);
            faults.AddRange(loaded.Faults.Select(fault => fault.ToString()));
            versions.Add($"{Path.GetFileName(file)} {loaded.Policy?.Version}");
        }

        return faults.Count > 0 ? Refuse(faults, dialogs, errors) : Accept(dialogs!, versions, output);
    }

    private static IEnumerable<string> PolicyFiles(ConfigurationManager settings)
    {
        var options = settings.GetSection(RoutingOptions.Section).Get<RoutingOptions>() ?? new RoutingOptions();
        var folder = DialogFolder.From(settings);
        yield return PolicyWatch.PathOf(options.Policy, folder, PolicyWatch.LiveFile);
        var shadow = PolicyWatch.PathOf(options.Shadow, folder, PolicyWatch.ShadowFile);
        if (options.Shadow.Length > 0 || File.Exists(shadow))
        {
            yield return shadow;
        }
    }

    private static int Refuse(List<string> faults, DialogSet? dialogs, TextWriter errors)
    {
        foreach (var fault in faults)
        {
            errors.WriteLine(fault);
        }

        errors.WriteLine($"{(faults.Count == 1 ? "1 fault" : $"{faults.Count} faults")}{(dialogs is null ? "; the policy is checked once the dialogs have none" : "")}");
        return 1;
    }

    private static int Accept(DialogSet dialogs, List<string> versions, TextWriter output)
    {
        output.WriteLine($"{dialogs.Dialogs.Count} dialogs in {string.Join(", ", dialogs.Languages)}, {string.Join(", ", versions)}: no faults");
        return 0;
    }
}
