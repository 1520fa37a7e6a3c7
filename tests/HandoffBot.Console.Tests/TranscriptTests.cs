using HandoffBot.Console.Conversations;
using static HandoffBot.Console.Tests.Samples;

namespace HandoffBot.Console.Tests;

public sealed class TranscriptTests
{
    private readonly Transcript _transcript = new();

    [Fact]
    public void Pages_join_without_duplicates()
    {
        _transcript.Merge([Turn(1, "bot"), Turn(2, "customer")]);
        var added = _transcript.Merge([Turn(2, "customer"), Turn(3, "bot"), Turn(3, "bot")]);
        Assert.Equal([3L], added.Select(turn => turn.Seq));
        Assert.Equal([1L, 2L, 3L], _transcript.Turns.Select(turn => turn.Seq));
    }

    [Fact]
    public void What_is_behind_a_gap_waits_until_the_gap_is_closed()
    {
        _transcript.Merge([Turn(1, "bot")]);
        Assert.Empty(_transcript.Merge([Turn(3, "customer")]));
        Assert.Equal(1, _transcript.LastSeq);
        _transcript.Merge([Turn(3, "customer"), Turn(2, "customer")]);
        Assert.Equal([1L, 2L, 3L], _transcript.Turns.Select(turn => turn.Seq));
    }

    [Fact]
    public void Order_does_not_depend_on_arrival()
    {
        _transcript.Merge([Turn(3, "bot"), Turn(1, "bot"), Turn(2, "customer")]);
        Assert.Equal([1L, 2L, 3L], _transcript.Turns.Select(turn => turn.Seq));
    }
}
