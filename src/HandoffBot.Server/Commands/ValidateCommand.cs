using System.CommandLine;
using HandoffBot.Server.Hosting;

namespace HandoffBot.Server.Commands;

/// <summary><c>validate</c>: checks dialogs and wording of every language without starting anything.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var command = new Command("validate", "Checks dialogs and wording, and names file and line of every fault.");
        command.SetAction(parsed => Run(parsed.UnmatchedTokens, System.Console.Out, System.Console.Error));
        return command;
    }

    /// <returns>0 when there is no fault, else 1.</returns>
    public static int Run(IEnumerable<string> configuration, TextWriter output, TextWriter errors)
    {
        var settings = ServerHost.CreateBuilder(configuration).Configuration;
        var dialogs = Wiring.LoadDialogs(DialogFolder.From(settings), DialogFolder.Skills(settings), out var faults);
        foreach (var fault in faults)
        {
            errors.WriteLine(fault);
        }

        if (dialogs is null)
        {
            errors.WriteLine(faults.Count == 1 ? "1 fault" : $"{faults.Count} faults");
            return 1;
        }

        output.WriteLine($"{dialogs.Dialogs.Count} dialogs in {string.Join(", ", dialogs.Languages)}: no faults");
        return 0;
    }
}
