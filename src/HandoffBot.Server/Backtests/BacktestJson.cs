using System.Text.Json;
using System.Text.Json.Serialization;
using HandoffBot.Core.Backtests;
using HandoffBot.Core.Routing;
using HandoffBot.Server.Agents;

namespace HandoffBot.Server.Backtests;

/// <summary>A backtest for programs: one object. Without <c>--words</c> it holds no word of a customer, nor evidence, which quotes them.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BacktestView))]
internal sealed partial class BacktestJson : JsonSerializerContext
{
    public static string Write(BacktestReport report) => JsonSerializer.Serialize(
        new BacktestView(
            report.Policy,
            report.From,
            report.To,
            report.IsReadAnew,
            report.Conversations,
            report.Stretches,
            report.Turns,
            report.Outcomes[BacktestOutcome.OnlyTried],
            report.Outcomes[BacktestOutcome.OnlyThen],
            report.Outcomes[BacktestOutcome.Earlier],
            report.Outcomes[BacktestOutcome.Same],
            report.Outcomes[BacktestOutcome.Neither],
            report.Approximate,
            report.Unreadable,
            [.. report.Load.Select(hour => new BacktestHourView(hour.Hour, hour.Then, hour.Tried))],
            [.. report.Examples.Select(example => new BacktestExampleView(
                example.Conversation.Value, example.Seq, example.At, JsonNamingPolicy.CamelCase.ConvertName(example.Outcome.ToString()), View(example.Then), View(example.Tried), example.Words))]),
        Default.BacktestView);

    private static BacktestDecisionView? View(Decision? decision) => decision is null ? null : new BacktestDecisionView(
        PublicName.Of(decision.Kind), decision.Skill, decision.Skill is null ? null : PublicName.Of(decision.Priority), [.. decision.Reasons.Select(reason => PublicName.Of(reason.Code))], [.. decision.Reasons.Select(reason => reason.Rule).OfType<string>()], decision.PolicyVersion);
}
