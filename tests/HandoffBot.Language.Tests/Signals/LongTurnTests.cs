using HandoffBot.Core;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Models;
using HandoffBot.Language.Signals;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Tests.Signals;

public sealed class LongTurnTests
{
    private const int Longest = Limits.MessageCharacters;

    public static TheoryData<string> LongTexts =>
    [
        new string('a', Longest),
        new string('!', Longest),
        string.Concat(Enumerable.Repeat("talk to ", Longest / 8)),
        string.Concat(Enumerable.Repeat("é\u0301", Longest / 2)),
        string.Concat(Enumerable.Repeat("😡", Longest / 2)),
        string.Concat(Enumerable.Repeat("1 000 ", Longest / 6)),
        new string('\uD83D', Longest),
    ];

    [Theory]
    [MemberData(nameof(LongTexts))]
    public void Every_reader_reads_the_longest_turn(string text)
    {
        var folded = new FoldedTurns();
        var scored = new ScoredTurns(folded);
        ISignalReader[] readers = [new HumanRequestReader(scored), new StakesReader(scored), new SentimentReader(scored), new DistressReader(scored), new ComplexityReader(folded), new ProgressReader(folded)];
        foreach (var reader in readers)
        {
            var signal = reader.ReadAsync(Turns.Alone(text), TestContext.Current.CancellationToken).Result();
            Assert.Equal(reader.Kind, signal.Kind);
            Assert.InRange(signal.Value, -1, 1);
        }
    }

    [Fact]
    public void A_request_at_the_end_of_the_longest_turn_is_heard()
    {
        const string Request = "please let me speak to someone";
        var text = string.Concat(Enumerable.Repeat("the meter shows nothing. ", (Longest - Request.Length) / 25)) + Request;

        var signal = new HumanRequestReader(new ScoredTurns(new FoldedTurns())).ReadAsync(Turns.Alone(text), TestContext.Current.CancellationToken).Result();

        Assert.Equal(1, signal.Value);
    }
}
