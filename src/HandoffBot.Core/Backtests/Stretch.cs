using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Backtests;

/// <summary>Turns of one conversation that the bot dealt with one after the other, with what was decided on each.</summary>
/// <param name="Before">How many turns of the transcript come before the first of them.</param>
internal sealed record Stretch(IReadOnlyList<(Turn Turn, DecisionRecord Record)> Turns, int Before)
{
    public DateTimeOffset Begin => Turns[0].Turn.At;

    public static IEnumerable<Stretch> Of(IReadOnlyList<Turn> transcript, IReadOnlyDictionary<long, DecisionRecord> decisions)
    {
        var turns = new List<(Turn, DecisionRecord)>();
        var before = 0;
        for (var index = 0; index < transcript.Count; index++)
        {
            if (!transcript[index].IsFromCustomer || !decisions.TryGetValue(transcript[index].Seq, out var record))
            {
                continue;
            }

            if (record.Decision.Kind != DecisionKind.PassToAgent)
            {
                before = turns.Count == 0 ? index : before;
                turns.Add((transcript[index], record));
            }

            // A person takes over here, or has the conversation already.
            if (record.Decision.Kind is DecisionKind.HandOff or DecisionKind.PassToAgent && turns.Count > 0)
            {
                yield return new Stretch([.. turns], before);
                turns.Clear();
            }
        }

        if (turns.Count > 0)
        {
            yield return new Stretch(turns, before);
        }
    }
}
