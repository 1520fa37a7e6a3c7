using System.Globalization;
using System.Text;
using HandoffBot.Core.Backtests;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Server.Backtests;

/// <summary>A backtest for people: differences first.</summary>
internal static class BacktestText
{
    public static string Write(BacktestReport report, DialogSet dialogs)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Policy {report.Policy} on {report.From:yyyy-MM-dd HH:mm} to {report.To:yyyy-MM-dd HH:mm} UTC, {(report.IsReadAnew ? "turns read anew by today's readers" : "deciding again on what was read at the time")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Conversations} conversations, {report.Stretches} times with the bot, {report.Turns} turns");
        text.AppendLine();
        foreach (var (outcome, words) in new[]
        {
            (BacktestOutcome.OnlyTried, "would have been handed off and was not"),
            (BacktestOutcome.OnlyThen, "was handed off and would not have been with that turn"),
            (BacktestOutcome.Earlier, "handed off by both, with this policy earlier"),
            (BacktestOutcome.Same, "handed off with the same turn"),
            (BacktestOutcome.Neither, "kept by the bot, then as now"),
        })
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{report.Outcomes[outcome],8}  {words}");
        }

        if (report.Approximate > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{report.Approximate,8}  of these only roughly: the bot would have said something else before, and what the customer would have answered is not known");
        }

        if (report.Unreadable > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{report.Unreadable,8}  conversations could not be read");
        }

        WriteLoad(text, report);
        WriteExamples(text, report, dialogs);
        return text.ToString().TrimEnd();
    }

    private static void WriteLoad(StringBuilder text, BacktestReport report)
    {
        if (report.Load.Count == 0)
        {
            return;
        }

        text.AppendLine().AppendLine("Handoffs per hour (UTC)       then    this policy");
        foreach (var hour in report.Load)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {hour.Hour:yyyy-MM-dd HH:00}        {hour.Then,8} {hour.Tried,14}");
        }
    }

    private static void WriteExamples(StringBuilder text, BacktestReport report, DialogSet dialogs)
    {
        var wording = dialogs.Wording(dialogs.LanguageFor("en"));
        foreach (var example in report.Examples.OrderByDescending(example => example.Outcome).ThenBy(example => example.At))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{example.Conversation.Value}, turn {example.Seq}, {example.At.UtcDateTime:yyyy-MM-dd HH:mm}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  then: {Say(example.Then)}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  this policy: {Say(example.Tried)}");
            if (example.Words is { } words)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  “{words}”");
            }
        }

        string Say(Decision? decision) => decision is null ? "no decision" : $"{(decision.Kind == DecisionKind.HandOff ? "handed off: " : "")}{DecisionWords.Say(wording, decision, id => id)}";
    }
}
