using HandoffBot.Language.Evaluation;

namespace HandoffBot.Language.Tests.Evaluation;

public sealed class ScoreTests
{
    [Fact]
    public void Precision_recall_and_f1_are_those_of_the_counts()
    {
        var score = LabelScore.Of(right: 8, wrong: 2, overlooked: 4);

        Assert.Equal(0.8, score.Precision, 6);
        Assert.Equal(8.0 / 12, score.Recall, 6);
        Assert.Equal(16.0 / 22, score.F1, 6);
        Assert.Equal(12, score.N);
    }

    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(0, 0, 0, 1)]
    public void An_interval_is_wilsons(int part, int whole, double low, double high)
    {
        var interval = Interval.Wilson(part, whole);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Theory]
    [InlineData(4, 1, 1)]
    [InlineData(5, 1, 0.60653)]
    [InlineData(8, 1, 0.13534)]
    [InlineData(8, 2, 0.60653)]
    public void A_handoff_near_the_right_turns_scores_by_its_distance(int handedOff, int tolerance, double expected) =>
        Assert.Equal(expected, GoldenTransfer.Score([2, 4, 6], handedOff, tolerance), 4);

    [Fact]
    public void Handing_off_a_routine_dialogue_or_never_a_due_one_scores_nothing()
    {
        Assert.Equal(0, GoldenTransfer.Score([], 2, 3));
        Assert.Equal(0, GoldenTransfer.Score([2], null, 3));
        Assert.Equal(1, GoldenTransfer.Score([], null, 1));
    }

    [Fact]
    public void Turns_are_scored_by_what_is_wanted_at_stake_and_felt()
    {
        var score = TurnScore.Of([(new(true, 2, 0, false), new(true, 1.5, 0, false)), (new(false, 0, 3, true), new(true, 0, 1, false))]);

        Assert.Equal((2, 0.25, 1), (score.N, score.AngerError, score.DistressError));
        Assert.Equal((0.5, 1, 0), (score.HumanRequest.Precision, score.HumanRequest.Recall, score.HighStakes.Recall));
    }

    [Theory]
    [InlineData(null, Timing.Missed)]
    [InlineData(0, Timing.Early)]
    [InlineData(2, Timing.InWindow)]
    [InlineData(4, Timing.InWindow)]
    [InlineData(6, Timing.Late)]
    public void A_due_dialogue_is_judged_by_its_window(int? handedOff, Timing expected)
    {
        var turns = Enumerable.Range(0, 7).Select(index => new GoldTurn(index % 2 == 0 ? "customer" : "bot", "…")).ToList();
        var dialogue = new ReplayedDialogue(new GoldDialogue("d", "en", turns, new GoldHandoff(true, 2, 4)), handedOff, []);

        Assert.Equal(expected, dialogue.Timing);
        Assert.Equal([2, 4], dialogue.RightTurns);
    }
}
