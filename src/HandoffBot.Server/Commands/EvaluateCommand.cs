using System.CommandLine;
using HandoffBot.Core.Answers;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;
using HandoffBot.Language;
using HandoffBot.Language.Evaluation;
using HandoffBot.Language.Training;
using HandoffBot.Server.Hosting;
using HandoffBot.Server.Policy;

namespace HandoffBot.Server.Commands;

/// <summary><c>evaluate</c>: measures signals, router and answer search on labelled text. The schema of the files is that of <see cref="GoldUtterance"/>, <see cref="GoldDialogue"/> and <see cref="GoldIntent"/>.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var utterances = new Option<FileInfo>("--utterances") { Description = "JSON Lines: {text, lang, label}." }.AcceptExistingOnly();
        var dialogues = new Option<FileInfo>("--dialogues") { Description = "JSON Lines: {id, lang, turns: [{role, text}], gold: {handoff, first_turn, must_by}, per_turn?: [{human_request, anger, distress, high_stakes}]}." }.AcceptExistingOnly();
        var intents = new Option<FileInfo[]>("--intents") { Description = "TRAIN and TEST, JSON Lines: {text, intent, oos?, lang?}.", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true }.AcceptExistingOnly();
        var leaveOneOut = new Option<DirectoryInfo>("--leave-one-out") { Description = "Folder with the families of train: trains without each source of human_request and measures on it." }.AcceptExistingOnly();
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };

        var command = new Command("evaluate", "Measures signals, router and answer search on labelled text.") { utterances, dialogues, intents, leaveOneOut, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(utterances) is null && result.GetResult(dialogues) is null && result.GetResult(intents) is null && result.GetResult(leaveOneOut) is null)
            {
                result.AddError("Name something to measure on: --utterances, --dialogues, --intents or --leave-one-out.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var report = parsed.GetValue(leaveOneOut) is { } families
                    ? LeaveOneOut.Measure(families.FullName, System.Console.Error.WriteLine)
                    : parsed.GetValue(intents) is { Length: 2 } files
                    ? await EvaluateIntentsAsync(files[0].FullName, files[1].FullName, parsed.GetValue(json), cancellation)
                    : await EvaluateRouterAsync(parsed.GetValue(utterances)?.FullName, parsed.GetValue(dialogues)?.FullName, parsed.GetValue(json), parsed.UnmatchedTokens, cancellation);
                await System.Console.Out.WriteLineAsync(report);
                return 0;
            }
            catch (InvalidDataException fault)
            {
                await System.Console.Error.WriteLineAsync(fault.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<string> EvaluateRouterAsync(string? utterances, string? dialogues, bool json, IEnumerable<string> configuration, CancellationToken cancellationToken)
    {
        var settings = ServerHost.CreateBuilder(configuration).Configuration;
        var dialogs = Wiring.LoadDialogs(DialogFolder.From(settings), CoreSetup.Skills(settings), out var faults) ?? throw new InvalidDataException(string.Join(Environment.NewLine, faults));
        var policy = PolicyWatch.Open(settings, dialogs, TimeProvider.System.GetUtcNow(), out faults)?.InForce.Live ?? throw new InvalidDataException(string.Join(Environment.NewLine, faults));

        // The replay takes every routine question as answered, so the answer search is neither asked nor measured here.
        await using var readers = Describe(dialogs).AddSingleton<IAnswerFinder, Unasked>().BuildServiceProvider();
        var report = await Evaluator.EvaluateAsync(
            () => new Replay(readers.GetRequiredService<SignalPanel>(), policy, dialogs),
            utterances is null ? [] : GoldFile.ReadUtterances(utterances),
            dialogues is null ? [] : GoldFile.ReadDialogues(dialogues),
            cancellationToken);
        return json ? EvaluationJson.Write(report) : EvaluationText.Write(report);
    }

    private static async Task<string> EvaluateIntentsAsync(string training, string test, bool json, CancellationToken cancellationToken)
    {
        await using var readers = Describe(IntentEvaluator.Learn(GoldFile.ReadIntents(training))).BuildServiceProvider();
        var report = await IntentEvaluator.EvaluateAsync(readers.GetRequiredService<IAnswerFinder>(), GoldFile.ReadIntents(test), cancellationToken);
        return json ? EvaluationJson.Write(report) : EvaluationText.Write(report);
    }

    private static IServiceCollection Describe(DialogSet dialogs) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(dialogs)
        .AddLanguage()
        .AddSingleton<SignalPanel>();
}
