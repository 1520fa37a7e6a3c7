using System.CommandLine;
using HandoffBot.Server.Backtests;

namespace HandoffBot.Server.Commands;

/// <summary>The command line. Words that no command knows are configuration: <c>--urls</c>, <c>--Store:Path=dir</c>, <c>--Redis:Connection=host:port</c>.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("HandoffBot: a bot between customers and people that guarantees the way to a person. Without a command it serves.");
        root.SetAction((parsed, cancellation) => ServeCommand.RunAsync(parsed.UnmatchedTokens, cancellation));
        foreach (var command in new[] { ServeCommand.Create(), TokenCommand.Create(), ValidateCommand.Create(), EvaluateCommand.Create(), TrainCommand.Create(), DrillCommand.Create(), BacktestCommand.Create() })
        {
            command.TreatUnmatchedTokensAsErrors = false;
            root.Subcommands.Add(command);
        }

        root.TreatUnmatchedTokensAsErrors = false;

        // The host itself stops on Ctrl+C and SIGTERM, in its own time; no word of the command line names a file to read more words from.
        return root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null }).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }
}
