using System.Text.Json.Serialization;

namespace HandoffBot.Language.Evaluation;

/// <summary>What an evaluation found. Groups are "all" and each language.</summary>
public sealed record EvaluationReport
{
    /// <summary>Group → label → score; null without utterances.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, LabelScore>>? Utterances { get; init; }

    /// <summary>Group → score; null without dialogues.</summary>
    public IReadOnlyDictionary<string, DialogueScore>? Dialogues { get; init; }

    /// <summary>Group → score; null where no dialogue says how its turns are to be read.</summary>
    public IReadOnlyDictionary<string, TurnScore>? Turns { get; init; }

    public required Latency LatencyMs { get; init; }

    /// <summary>The dialogues that were not handed off when they should have been, or should not have been.</summary>
    [JsonIgnore]
    public IReadOnlyList<ReplayedDialogue> Misjudged { get; init; } = [];
}

/// <summary>Reading and deciding one turn, milliseconds.</summary>
public sealed record Latency(double P50, double P99)
{
    public static Latency Of(IReadOnlyList<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0 ? new Latency(0, 0) : new Latency(At(0.5), At(0.99));

        double At(double share) => Math.Round(sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))], 4);
    }
}
