using System.Globalization;
using System.Text;
using HandoffBot.Language.Evaluation;
using HandoffBot.Language.Models;
using HandoffBot.Language.Signals;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Training;

/// <summary>
/// Measures how requests for a person are read in a source that nothing was learned from: for each one a model is trained without it and, with the rules, measured on all of it.
/// The product's own text and rules stay: they were not taken from any source.
/// </summary>
public static class LeaveOneOut
{
    /// <summary>Of <c>human_request</c>. HINT3 is never learned from, left out or not.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["hint3", "bitext", "nlupp", "rasa"];

    /// <summary>From this value on a reading counts as a request, as in the default policy.</summary>
    private const double Counts = 0.5;

    /// <returns>A line per source: precision, recall and F1 with 95 % intervals.</returns>
    public static string Measure(string folder, Action<string> progress)
    {
        var report = new StringBuilder();
        foreach (var source in Sources)
        {
            var model = ReaderTraining.Train(folder, source, [Heads.HumanRequest], progress);
            var score = Score(PublicData.Source(folder, source), model);
            report.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{source,-8} precision {score.Precision:F3}  recall {score.Recall:F3} ({score.RecallInterval.Low:F2}–{score.RecallInterval.High:F2})  F1 {score.F1:F3}  of {score.N}"));
        }

        return report.ToString();
    }

    private static LabelScore Score(IEnumerable<(string Text, bool IsRequest)> rows, LinearModel model)
    {
        var (right, wrong, overlooked) = (0, 0, 0);
        foreach (var (written, isRequest) in rows)
        {
            var text = FoldedText.Of(written);
            var isRead = HumanRequestReader.Read(text, TextScores.Of(text, model)).Value >= Counts;
            right += isRequest && isRead ? 1 : 0;
            wrong += !isRequest && isRead ? 1 : 0;
            overlooked += isRequest && !isRead ? 1 : 0;
        }

        return LabelScore.Of(right, wrong, overlooked);
    }
}
