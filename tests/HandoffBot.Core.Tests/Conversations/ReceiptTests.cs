using HandoffBot.Core.Conversations;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Conversations;

public sealed class ReceiptTests
{
    private static readonly Turn[] Transcript =
    [
        Asked(1, "Bonjour, ma facture\n\"été\" \U0001F600"),
        At(2, new Utterance { Speaker = Speaker.Bot, Name = "Volt", Text = "answer" }),
        At(3, new Utterance { Speaker = Speaker.System, Text = "" }),
    ];

    /// <summary>Receipts are kept for years: the digest of a transcript must stay what it is.</summary>
    [Fact]
    public void The_digest_of_a_transcript_never_changes() =>
        Assert.Equal(new Receipt(3, "8082e536830c7ca5f9e5044a20fa0926500bdea9003e3885df7f888e2af66e96"), Receipt.Of(Transcript));

    [Fact]
    public void No_turns_have_the_digest_of_nothing() =>
        Assert.Equal(new Receipt(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), Receipt.Of([]));

    public static TheoryData<string, Turn[]> Changed => new()
    {
        { "a turn is missing", [.. Transcript.Take(2)] },
        { "a turn is there twice", [.. Transcript, Transcript[2]] },
        { "the order is another", [Transcript[1], Transcript[0], Transcript[2]] },
        { "a number is another", [Transcript[0] with { Seq = 4 }, .. Transcript.Skip(1)] },
        { "a time is another by a millisecond", [Transcript[0] with { At = Transcript[0].At.AddMilliseconds(1) }, .. Transcript.Skip(1)] },
        { "a word is another", [.. Transcript.Take(1), Saying(said => said with { Text = "Answer" }), Transcript[2]] },
        { "another spoke", [.. Transcript.Take(1), Saying(said => said with { Speaker = Speaker.Agent }), Transcript[2]] },
        { "the name is another", [.. Transcript.Take(1), Saying(said => said with { Name = "volt" }), Transcript[2]] },
        { "a letter moved from the name to the text", [.. Transcript.Take(1), Saying(said => said with { Name = "Vol", Text = "tanswer" }), Transcript[2]] },
        { "a text reads like the next turn", [.. Transcript.Take(1), Saying(said => said with { Text = "answer\n3\n1772452803000\nSystem\n0:\n0:\n" })] },
    };

    [Theory]
    [MemberData(nameof(Changed))]
    public void The_digest_is_another_when(string what, Turn[] turns)
    {
        Assert.NotEmpty(what);
        Assert.NotEqual(Receipt.Of(Transcript).Sha256, Receipt.Of(turns).Sha256);
    }

    private static Turn Saying(Func<Utterance, Utterance> change) => Transcript[1] with { Said = change(Transcript[1].Said) };
}
