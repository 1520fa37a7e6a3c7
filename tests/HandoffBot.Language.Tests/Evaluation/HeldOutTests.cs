using HandoffBot.Language.Evaluation;
using HandoffBot.Language.Signals;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Tests.Evaluation;

/// <summary>Floors a little under today's figures on lines that were written to measure on, so that the readers cannot get worse unseen.</summary>
public sealed class HeldOutTests
{
    private static readonly IReadOnlyList<GoldUtterance> Lines = GoldFile.ReadUtterances(Path.Combine(AppContext.BaseDirectory, "Gold", "utterances.jsonl"));

    [Theory]
    [InlineData("en", 0.8, 0.8)]
    [InlineData("fr", 0.85, 0.74)]
    public void Requests_for_a_person_are_heard(string language, double precision, double recall)
    {
        var score = Score(language, "human_request", text => HumanRequestReader.Read(text).Value >= 0.5);

        Assert.True(score.Precision >= precision && score.Recall >= recall, $"precision {score.Precision:F3}, recall {score.Recall:F3}");
    }

    [Theory]
    [InlineData("en", 0.9, 0.53)]
    [InlineData("fr", 0.9, 0.62)]
    public void What_is_at_stake_is_seen(string language, double precision, double recall)
    {
        var score = Score(language, "high_stakes", text => StakesReader.Read(text).Value >= 0.5);

        Assert.True(score.Precision >= precision && score.Recall >= recall, $"precision {score.Precision:F3}, recall {score.Recall:F3}");
    }

    private static LabelScore Score(string language, string label, Func<FoldedText, bool> isRead)
    {
        var rows = Lines.Where(line => line.Lang == language).Select(line => (IsIt: line.Label.StartsWith(label, StringComparison.Ordinal), IsRead: isRead(FoldedText.Of(line.Text)))).ToList();
        return LabelScore.Of(rows.Count(row => row is (true, true)), rows.Count(row => row is (false, true)), rows.Count(row => row is (true, false)));
    }
}
