using System.Diagnostics;
using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Evaluation;

/// <summary>Measures the answer search on topics of other companies: it learns them from one file and names them in another.</summary>
public static class IntentEvaluator
{
    /// <summary>Share of the sentences in scope that may be turned away to keep out those that are not.</summary>
    private const double RejectedInScope = 0.1;

    private static readonly double[] Coverages = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

    /// <summary>The topics of the training sentences as dialogs; their answers say nothing.</summary>
    public static DialogSet Learn(IReadOnlyList<GoldIntent> training) => new(
        [.. training.Where(row => !row.Oos).GroupBy(row => (row.Intent, row.Lang)).Select(topic => new Dialog
        {
            Id = topic.Key.Intent,
            Language = topic.Key.Lang,
            Title = topic.Key.Intent,
            Examples = [.. topic.Select(row => row.Text)],
            Stakes = DialogStakes.None,
            Skill = "general",
            Steps = [],
            Answer = "",
        })],
        new Dictionary<string, Wording>());

    public static async Task<IntentReport> EvaluateAsync(IAnswerFinder finder, IReadOnlyList<GoldIntent> test, CancellationToken cancellationToken)
    {
        var found = new List<(GoldIntent Gold, FoundAnswer? Best)>();
        var milliseconds = new List<double>();
        foreach (var row in test)
        {
            var turn = new Turn(1, DateTimeOffset.UnixEpoch, new Utterance { Speaker = Speaker.Customer, Text = row.Text });
            var started = Stopwatch.GetTimestamp();
            var answers = await finder.FindAsync(new TurnContext(turn, Conversation(row.Lang), []), cancellationToken);
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            found.Add((row, answers.Count > 0 ? answers[0] : null));
        }

        var inScope = found.Where(row => !row.Gold.Oos).OrderByDescending(row => row.Best?.Confidence ?? 0).ToList();
        var outOfScope = found.Where(row => row.Gold.Oos).ToList();
        var threshold = inScope[Math.Min(inScope.Count - 1, (int)Math.Floor(inScope.Count * (1 - RejectedInScope)))].Best?.Confidence ?? 0;
        return new IntentReport(
            Accuracy(inScope),
            [.. Coverages.Select(coverage => Point(inScope, coverage))],
            outOfScope.Count == 0 ? null : (double)outOfScope.Count(row => (row.Best?.Confidence ?? 0) <= threshold) / outOfScope.Count,
            inScope.Count,
            Latency.Of(milliseconds));
    }

    private static CoveragePoint Point(List<(GoldIntent Gold, FoundAnswer? Best)> surestFirst, double coverage)
    {
        var answered = surestFirst.Take(Math.Max(1, (int)(coverage * surestFirst.Count))).ToList();
        return new CoveragePoint(coverage, Accuracy(answered), answered[^1].Best?.Confidence ?? 0);
    }

    private static double Accuracy(List<(GoldIntent Gold, FoundAnswer? Best)> rows) => rows.Count == 0 ? 0 : (double)rows.Count(row => row.Best?.Dialog.Id == row.Gold.Intent) / rows.Count;

    private static Conversation Conversation(string language) => new()
    {
        Id = new ConversationId("evaluation"),
        Version = 1,
        Owner = Owner.Bot,
        LastSeq = 1,
        AnsweredSeq = 0,
        Language = language,
        Address = new ChannelAddress { Channel = "evaluation", ExternalId = "evaluation", BotId = "bot", UserId = "customer" },
        Customer = new Customer("customer", ""),
        Memory = BotMemory.Empty,
    };
}
