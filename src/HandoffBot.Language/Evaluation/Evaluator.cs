namespace HandoffBot.Language.Evaluation;

/// <summary>Measures readers and router on labelled text.</summary>
public static class Evaluator
{
    private const string All = "all";

    /// <summary>Turns read before measuring, so that start-up does not count as latency.</summary>
    private const int WarmUp = 200;

    public static async Task<EvaluationReport> EvaluateAsync(Func<Replay> replay, IReadOnlyList<GoldUtterance> utterances, IReadOnlyList<GoldDialogue> dialogues, CancellationToken cancellationToken)
    {
        var warm = replay();
        foreach (var text in utterances.Select(utterance => utterance.Text).Concat(dialogues.SelectMany(dialogue => dialogue.Turns).Select(turn => turn.Text)).Take(WarmUp))
        {
            await warm.ReadLabelsAsync(new GoldUtterance(text, "en", ""), cancellationToken);
        }

        var measured = replay();
        var read = new List<(GoldUtterance Gold, IReadOnlySet<string> Labels)>();
        foreach (var utterance in utterances)
        {
            read.Add((utterance, await measured.ReadLabelsAsync(utterance, cancellationToken)));
        }

        var replayed = new List<ReplayedDialogue>();
        var turns = new List<(GoldDialogue Dialogue, GoldReading Gold, GoldReading Read)>();
        foreach (var dialogue in dialogues)
        {
            replayed.Add(await measured.ReplayAsync(dialogue, cancellationToken));
            if (dialogue.PerTurn is { } labelled)
            {
                turns.AddRange(labelled.Zip(await measured.ReadTurnsAsync(dialogue, cancellationToken), (gold, reading) => (dialogue, gold, reading)));
            }
        }

        return new EvaluationReport
        {
            Utterances = read.Count == 0 ? null : Grouped(read, row => row.Gold.Lang, Score),
            Dialogues = replayed.Count == 0 ? null : Grouped(replayed, dialogue => dialogue.Gold.Lang, DialogueScore.Of),
            Turns = turns.Count == 0 ? null : Grouped(turns, turn => turn.Dialogue.Lang, group => TurnScore.Of([.. group.Select(turn => (turn.Gold, turn.Read))])),
            LatencyMs = Latency.Of(measured.Milliseconds),
            Misjudged = [.. replayed.Where(dialogue => dialogue.Timing is not (Timing.InWindow or Timing.Routine))],
        };
    }

    private static Dictionary<string, TScore> Grouped<TRow, TScore>(IReadOnlyCollection<TRow> rows, Func<TRow, string> language, Func<IReadOnlyCollection<TRow>, TScore> score)
    {
        var groups = new Dictionary<string, TScore>(StringComparer.Ordinal) { [All] = score(rows) };
        foreach (var group in rows.GroupBy(language).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            groups[group.Key] = score([.. group]);
        }

        return groups;
    }

    private static IReadOnlyDictionary<string, LabelScore> Score(IReadOnlyCollection<(GoldUtterance Gold, IReadOnlySet<string> Labels)> rows)
    {
        var labels = rows.SelectMany(row => LabelsOf(row.Gold)).Distinct().Order(StringComparer.Ordinal);
        return labels.ToDictionary(label => label, label => LabelScore.Of(
            rows.Count(row => row.Labels.Contains(label) && LabelsOf(row.Gold).Contains(label)),
            rows.Count(row => row.Labels.Contains(label) && !LabelsOf(row.Gold).Contains(label)),
            rows.Count(row => !row.Labels.Contains(label) && LabelsOf(row.Gold).Contains(label))));
    }

    /// <summary>"high_stakes:fraud" is also "high_stakes".</summary>
    private static string[] LabelsOf(GoldUtterance gold) => gold.Label.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? [gold.Label[..colon], gold.Label] : [gold.Label];
}
