using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Conversations;

/// <summary>Lays turns and notes out in order, with a divider where the day or the owner changes.</summary>
public static class Timeline
{
    /// <param name="turns">Without gaps, in order.</param>
    /// <param name="notes">In order of time.</param>
    /// <param name="pickup">What was handed over at the last pickup: from the next turn on the holder owns the conversation.</param>
    /// <param name="holder">Who picked it up.</param>
    /// <param name="zone">Where the day begins.</param>
    public static IReadOnlyList<TimelineEntry> Of(
        IReadOnlyList<TurnView> turns, IReadOnlyList<NoteView> notes, ReceiptView? pickup, string? holder, TimeZoneInfo zone)
    {
        var entries = new List<TimelineEntry>(turns.Count + notes.Count + 8);
        var day = default(DateOnly);
        var phase = new Phase(PhaseOwner.Bot);
        var nextNote = 0;
        for (var i = 0; i < turns.Count; i++)
        {
            var turn = turns[i];
            for (; nextNote < notes.Count && notes[nextNote].At < turn.At; nextNote++)
            {
                entries.Add(new TimelineEntry.Noted(notes[nextNote]));
            }

            var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(turn.At, zone).DateTime);
            if (date != day)
            {
                day = date;
                entries.Add(new TimelineEntry.Day(date));
            }

            var next = holder is not null && pickup is not null && turn.Seq == pickup.Turns + 1
                ? new Phase(PhaseOwner.Agent, holder)
                : Next(phase, turn, i == 0 ? null : turns[i - 1]);
            if (next != phase || i == 0)
            {
                phase = next;
                entries.Add(new TimelineEntry.PhaseStart(phase));
            }

            entries.Add(new TimelineEntry.Said(turn));
        }

        entries.AddRange(notes.Skip(nextNote).Select(note => new TimelineEntry.Noted(note)));
        return entries;
    }

    /// <summary>Who owns the conversation at <paramref name="turn"/>: an agent when one speaks, the queue after a turn that was handed off, the bot when it decided what to say.</summary>
    private static Phase Next(Phase phase, TurnView turn, TurnView? before) => (turn.Speaker, turn.Decision?.Kind) switch
    {
        ("agent", _) => new Phase(PhaseOwner.Agent, turn.Name),
        ("customer", "answer" or "clarify") => new Phase(PhaseOwner.Bot),
        _ when before?.Decision?.Kind == "hand_off" => new Phase(PhaseOwner.Queue),
        ("bot", _) when phase.Owner == PhaseOwner.Agent => new Phase(PhaseOwner.Bot),
        _ => phase,
    };
}
