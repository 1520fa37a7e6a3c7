namespace HandoffBot.Language.Evaluation;

/// <summary>When dialogues are handed off. Shares of the dialogues that must be handed off; <see cref="FalseOnRoutine"/> of those that must not.</summary>
/// <param name="GoldenTransfer">By tolerance in turns ("1", "2", "3"), mean over all dialogues.</param>
/// <param name="N">Dialogues.</param>
public sealed record DialogueScore(double InWindow, double Late, double Early, double Missed, double FalseOnRoutine, IReadOnlyDictionary<string, double> GoldenTransfer, int N)
{
    private static readonly int[] Tolerances = [1, 2, 3];

    /// <summary>Of these, how many must be handed off.</summary>
    public required int Handoffs { get; init; }

    public static DialogueScore Of(IReadOnlyCollection<ReplayedDialogue> dialogues)
    {
        var due = dialogues.Where(dialogue => dialogue.Gold.Gold.Handoff).ToList();
        var routine = dialogues.Where(dialogue => !dialogue.Gold.Gold.Handoff).ToList();
        return new DialogueScore(
            Share(due, dialogue => dialogue.Timing == Timing.InWindow),
            Share(due, dialogue => dialogue.Timing == Timing.Late),
            Share(due, dialogue => dialogue.Timing == Timing.Early),
            Share(due, dialogue => dialogue.Timing == Timing.Missed),
            Share(routine, dialogue => dialogue.HandedOffAt is not null),
            Tolerances.ToDictionary(tolerance => $"{tolerance}", tolerance => dialogues.Average(dialogue => Evaluation.GoldenTransfer.Score(dialogue.RightTurns, dialogue.HandedOffAt, tolerance))),
            dialogues.Count)
        {
            Handoffs = due.Count,
        };
    }

    private static double Share(List<ReplayedDialogue> dialogues, Func<ReplayedDialogue, bool> counts) => dialogues.Count == 0 ? 0 : (double)dialogues.Count(counts) / dialogues.Count;
}
