using System.CommandLine;
using HandoffBot.Language.Training;

namespace HandoffBot.Server.Commands;

/// <summary><c>train</c>: trains the readers' model. The same data give the same model; it becomes part of the product with the next build.</summary>
internal static class TrainCommand
{
    private static readonly string DefaultOutput = Path.Combine("src", "HandoffBot.Language", "Models", "readers.model");

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "Folder with the public families, family.train.jsonl each.", Required = true }.AcceptExistingOnly();
        var leaveOut = new Option<string>("--leave-out") { Description = "A source of human_request not to learn from." };
        leaveOut.AcceptOnlyFromAmong([.. LeaveOneOut.Sources]);
        var output = new Option<FileInfo>("--output") { Description = "The file to write.", DefaultValueFactory = _ => new FileInfo(DefaultOutput) };

        var command = new Command("train", "Trains the model of the signal readers.") { data, leaveOut, output };
        command.SetAction(parsed =>
        {
            try
            {
                ReaderTraining.Train(parsed.GetRequiredValue(data).FullName, parsed.GetValue(leaveOut), parsed.GetRequiredValue(output).FullName, System.Console.Out.WriteLine);
                return 0;
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException)
            {
                System.Console.Error.WriteLine(fault.Message);
                return 1;
            }
        });
        return command;
    }
}
