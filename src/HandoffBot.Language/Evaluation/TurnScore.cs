namespace HandoffBot.Language.Evaluation;

/// <summary>How the customer turns of dialogues are read, each in its context, whether or not it was handed off before.</summary>
/// <param name="AngerError">Mean absolute error of anger, on its scale of 0 to 3.</param>
/// <param name="DistressError">The same of distress.</param>
/// <param name="N">Turns.</param>
public sealed record TurnScore(LabelScore HumanRequest, LabelScore HighStakes, double AngerError, double DistressError, int N)
{
    internal static TurnScore Of(IReadOnlyCollection<(GoldReading Gold, GoldReading Read)> turns) => new(
        Score(turns, reading => reading.HumanRequest),
        Score(turns, reading => reading.HighStakes),
        turns.Average(turn => Math.Abs(turn.Gold.Anger - turn.Read.Anger)),
        turns.Average(turn => Math.Abs(turn.Gold.Distress - turn.Read.Distress)),
        turns.Count);

    private static LabelScore Score(IReadOnlyCollection<(GoldReading Gold, GoldReading Read)> turns, Func<GoldReading, bool> has) => LabelScore.Of(
        turns.Count(turn => has(turn.Gold) && has(turn.Read)),
        turns.Count(turn => !has(turn.Gold) && has(turn.Read)),
        turns.Count(turn => has(turn.Gold) && !has(turn.Read)));
}
