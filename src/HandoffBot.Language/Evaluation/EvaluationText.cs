using System.Globalization;
using System.Text;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Evaluation;

/// <summary>Reports for people.</summary>
public static class EvaluationText
{
    public static string Write(EvaluationReport report)
    {
        var text = new StringBuilder();
        foreach (var (group, labels) in report.Utterances ?? new Dictionary<string, IReadOnlyDictionary<string, LabelScore>>())
        {
            Line(text, $"Utterances, {group}: precision, recall (95 % interval), F1, how many");
            foreach (var (label, score) in labels)
            {
                Line(text, $"  {label,-34} {score.Precision,6:F3} ({Range(score.PrecisionInterval)})  {score.Recall,6:F3} ({Range(score.RecallInterval)})  {score.F1,6:F3} {score.N,6}");
            }
        }

        foreach (var (group, score) in report.Dialogues ?? new Dictionary<string, DialogueScore>())
        {
            Line(text, $"Dialogues, {group}: {score.N}, of which {score.Handoffs} must be handed off");
            Line(text, $"  in window {score.InWindow:F3}  late {score.Late:F3}  early {score.Early:F3}  missed {score.Missed:F3}  false on routine {score.FalseOnRoutine:F3}  golden transfer {string.Join(" ", score.GoldenTransfer.Select(tolerance => string.Create(CultureInfo.InvariantCulture, $"T{tolerance.Key} {tolerance.Value:F3}")))}");
        }

        foreach (var (group, score) in report.Turns ?? new Dictionary<string, TurnScore>())
        {
            Line(text, $"Turns of dialogues, {group}: {score.N}");
            Line(text, $"  human_request F1 {score.HumanRequest.F1:F3}  high_stakes F1 {score.HighStakes.F1:F3}  mean error of anger {score.AngerError:F2}, of distress {score.DistressError:F2} (0 to 3)");
        }

        foreach (var dialogue in report.Misjudged)
        {
            Line(text, $"  {dialogue.Gold.Id}: {dialogue.Timing}, at {dialogue.HandedOffAt?.ToString(CultureInfo.InvariantCulture) ?? "none"}, right {dialogue.Gold.Gold.FirstTurn}..{dialogue.Gold.Gold.MustBy} {string.Join("; ", dialogue.Reasons.Select(Because))}");
        }

        Line(text, $"Per turn: half within {report.LatencyMs.P50:F3} ms, 99 of 100 within {report.LatencyMs.P99:F3} ms");
        return text.ToString();
    }

    public static string Write(IntentReport report)
    {
        var text = new StringBuilder();
        Line(text, $"Accuracy {report.Accuracy:F4} on {report.N} in scope");
        foreach (var point in report.Curve)
        {
            Line(text, $"  surest {point.Coverage,5:P0}: {point.Accuracy:F4} right, confidence from {point.Threshold:F3}");
        }

        if (report.OutOfScopeRecall is { } recall)
        {
            Line(text, $"Out of scope: {recall:F4} rejected when 10 % of those in scope are");
        }

        Line(text, $"Per sentence: half within {report.LatencyMs.P50:F3} ms, 99 of 100 within {report.LatencyMs.P99:F3} ms");
        return text.ToString();
    }

    private static string Because(Reason reason) => $"{reason.Stakes?.ToString() ?? reason.Code.ToString()}{(reason.Evidence is { } evidence ? $" \"{evidence}\"" : "")}";

    private static string Range(Interval interval) => string.Create(CultureInfo.InvariantCulture, $"{interval.Low:F2}–{interval.High:F2}");

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
