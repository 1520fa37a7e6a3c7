using HandoffBot.Core.Routing;
using HandoffBot.Language.Evaluation;
using HandoffBot.Language.Policy;
using HandoffBot.Language.Tests.Policy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HandoffBot.Language.Tests.Evaluation;

/// <summary>Floors a little under today's figures on plain lines and whole conversations, with the shipped policy. The model learned from none of them; the five numbers that weigh its requests were fitted on those up to k.</summary>
public sealed class HeldOutDialogueTests
{
    private static readonly Lazy<Task<EvaluationReport>> Report = new(EvaluateAsync);

    [Theory]
    [InlineData("en", "human_request", 0.96, 0.97)]
    [InlineData("fr", "human_request", 0.96, 0.97)]
    [InlineData("en", "high_stakes", 0.96, 0.96)]
    [InlineData("fr", "high_stakes", 0.96, 0.96)]
    public async Task Plain_lines_are_understood(string language, string label, double precision, double recall)
    {
        var score = (await Report.Value).Utterances![language][label];

        Assert.True(score.Precision >= precision && score.Recall >= recall, $"precision {score.Precision:F3}, recall {score.Recall:F3}");
    }

    [Theory]
    [InlineData("en", 0.93, 0.05)]
    [InlineData("fr", 0.92, 0.05)]
    public async Task Conversations_are_handed_off_in_time_and_not_without_need(string language, double inWindow, double falseOnRoutine)
    {
        var score = (await Report.Value).Dialogues![language];

        Assert.True(score.InWindow >= inWindow && score.FalseOnRoutine <= falseOnRoutine, $"in window {score.InWindow:F3}, false on routine {score.FalseOnRoutine:F3}");
    }

    private static Task<EvaluationReport> EvaluateAsync()
    {
        var dialogs = Shipped.Dialogs;
        var readers = new ServiceCollection().AddSingleton(dialogs).AddLanguage().BuildServiceProvider();
        var panel = new SignalPanel(readers.GetServices<ISignalReader>(), new Unasked(), dialogs, TimeProvider.System, NullLogger<SignalPanel>.Instance);
        var policy = new PolicyFile(dialogs, ["general", "billing", "technical", "fraud", "care"]).Load(Path.Combine(Shipped.Folder, "policy.yaml")).Policy!;
        var gold = Path.Combine(AppContext.BaseDirectory, "Gold");
        return Evaluator.EvaluateAsync(
            () => new Replay(panel, policy, dialogs), GoldFile.ReadUtterances(Path.Combine(gold, "utterances.plain.jsonl")), GoldFile.ReadDialogues(Path.Combine(gold, "dialogues.jsonl")), CancellationToken.None);
    }
}
