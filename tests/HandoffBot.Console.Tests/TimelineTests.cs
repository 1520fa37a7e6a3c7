using HandoffBot.Console.Conversations;
using HandoffBot.Contracts.Agents;
using static HandoffBot.Console.Tests.Samples;

namespace HandoffBot.Console.Tests;

public sealed class TimelineTests
{
    [Fact]
    public void Phases_follow_the_owner_from_bot_over_queue_to_agent_and_back()
    {
        TurnView[] turns =
        [
            Turn(1, "bot"),
            Turn(2, "customer", decision: "answer"),
            Turn(3, "bot"),
            Turn(4, "customer", decision: "hand_off"),
            Turn(5, "system"),
            Turn(6, "customer", decision: "pass_to_agent"),
            Turn(7, "agent", name: "Alice"),
            Turn(8, "customer", decision: "pass_to_agent"),
            Turn(9, "agent", name: "Bob"),
            Turn(10, "bot"),
        ];
        Assert.Equal(["1 Bot", "5 Waiting for a person", "7 Alice", "9 Bob", "10 Bot"], Phases(turns));
    }

    [Fact]
    public void The_holders_phase_begins_at_pickup_before_they_say_a_word()
    {
        TurnView[] turns = [Turn(1, "customer", decision: "hand_off"), Turn(2, "system"), Turn(3, "system"), Turn(4, "customer")];
        Assert.Equal(["1 Bot", "2 Waiting for a person", "3 Alice"], Phases(turns, new ReceiptView(2, "d"), "Alice"));
    }

    [Fact]
    public void A_customer_who_left_the_line_is_with_the_bot_again()
    {
        TurnView[] turns = [Turn(1, "customer", decision: "hand_off"), Turn(2, "system"), Turn(3, "customer", decision: "answer"), Turn(4, "bot")];
        Assert.Equal(["1 Bot", "2 Waiting for a person", "3 Bot"], Phases(turns));
    }

    [Fact]
    public void A_day_begins_at_midnight_of_the_readers_zone()
    {
        var plusTwo = TimeZoneInfo.CreateCustomTimeZone("plus two", TimeSpan.FromHours(2), "plus two", "plus two");
        TurnView[] turns =
        [
            Turn(1, "customer", at: new DateTimeOffset(2026, 3, 1, 21, 59, 0, TimeSpan.Zero)),
            Turn(2, "customer", at: new DateTimeOffset(2026, 3, 1, 22, 1, 0, TimeSpan.Zero)),
        ];
        var days = Timeline.Of(turns, [], null, null, plusTwo).OfType<TimelineEntry.Day>().Select(day => day.Date);
        Assert.Equal([new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 2)], days);
    }

    [Fact]
    public void Notes_stand_where_they_were_written()
    {
        TurnView[] turns = [Turn(1, "customer"), Turn(3, "agent", name: "Alice")];
        NoteView[] notes = [new(Now.AddSeconds(2), "Alice", "between"), new(Now.AddSeconds(9), "Alice", "after")];
        var entries = Timeline.Of(turns, notes, null, null, TimeZoneInfo.Utc)
            .Select(entry => entry switch { TimelineEntry.Said said => $"turn {said.Turn.Seq}", TimelineEntry.Noted noted => noted.Note.Text, _ => null })
            .OfType<string>();
        Assert.Equal(["turn 1", "between", "turn 3", "after"], entries);
    }

    /// <summary>Each divider with the sequence number of the turn it stands before.</summary>
    private static IEnumerable<string> Phases(TurnView[] turns, ReceiptView? pickup = null, string? holder = null)
    {
        var entries = Timeline.Of(turns, [], pickup, holder, TimeZoneInfo.Utc);
        return entries
            .Select((entry, i) => entry is TimelineEntry.PhaseStart start ? $"{entries.Skip(i).OfType<TimelineEntry.Said>().First().Turn.Seq} {start.Phase.InWords}" : null)
            .OfType<string>();
    }
}
