using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Conversations;

/// <summary>The turns of a conversation as far as they are known without a gap.</summary>
public sealed class Transcript
{
    private readonly List<TurnView> _turns = [];

    /// <summary>From 1 on, in order, none missing in between.</summary>
    public IReadOnlyList<TurnView> Turns => _turns;

    /// <summary>Sequence number of the last turn; 0 when there is none.</summary>
    public long LastSeq => _turns.Count;

    /// <summary>Adds what is new. Turns already there are left out, and everything behind a gap is: it comes with the next page.</summary>
    /// <returns>The turns added.</returns>
    public IReadOnlyList<TurnView> Merge(IEnumerable<TurnView> turns)
    {
        var before = _turns.Count;
        foreach (var turn in turns.OrderBy(turn => turn.Seq))
        {
            if (turn.Seq == LastSeq + 1)
            {
                _turns.Add(turn);
            }
        }

        return _turns[before..];
    }
}
