using HandoffBot.Core;
using HandoffBot.Core.Audit;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Conversations;
using HandoffBot.Redis.Handoffs;
using StackExchange.Redis;

namespace HandoffBot.Redis.Audit;

/// <summary>Reads a live handoff's transcript and holds it against what was promised about it. Turns only ever come behind, so what is read first cannot be ahead of what is read later.</summary>
internal sealed class TranscriptAudit(IDatabase database, PartitionKeys at)
{
    /// <returns>The kind of finding and its detail; null when all is well.</returns>
    public async Task<(string Kind, string Detail)?> CheckAsync(Handoff handoff)
    {
        var id = handoff.Opened.Conversation;
        var cursors = await database.HashGetAsync(at.Conversation(id), ["answered", "sent"]);
        var seen = (await database.HashGetAllAsync(at.Seen(id))).Select(entry => (long)entry.Value).ToArray();
        var receipt = HandoffRecord.ReadReceipt(await database.HashGetAsync(at.Receipts, handoff.Id.Value));
        var (turns, isWhole) = await ReadAsync(id);
        if (!isWhole)
        {
            return (FindingKind.SequenceWrong, $"turn {turns.Count + 1} or one after it cannot be read");
        }

        return Sequence(turns, [.. cursors.Select(cursor => (long)cursor), .. seen], seen)
            ?? (turns.Find(turn => turn.Said is { Speaker: Speaker.Agent, Name: null or "" }) is { } nameless ? (FindingKind.SpeakerMissing, $"turn {nameless.Seq}") : default((string, string)?))
            ?? (receipt is not null && Receipt.Of(turns.TakeWhile(turn => turn.Seq <= receipt.Turns)) != receipt ? (FindingKind.ReceiptWrong, $"{receipt.Turns} turns") : default((string, string)?));
    }

    /// <summary>The receipt of the handoff's pickup; null when nobody has picked it up or its turns cannot be read.</summary>
    public async Task<Receipt?> ReceiptAsync(Handoff handoff) => await ReadAsync(handoff.Opened.Conversation) is (var turns, true) ? Receipt.AtPickup(turns, handoff.Id) : null;

    private async Task<(List<Turn> Turns, bool IsWhole)> ReadAsync(ConversationId id)
    {
        List<Turn> turns = [];
        try
        {
            while (TurnRecord.ReadAll(turns.Count + 1, await database.ListRangeAsync(at.Turns(id), turns.Count, turns.Count + Limits.TurnsPerPage - 1)) is { Count: > 0 } page)
            {
                turns.AddRange(page);
            }
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or FormatException)
        {
            return (turns, false);
        }

        return (turns, true);
    }

    private static (string Kind, string Detail)? Sequence(List<Turn> turns, long[] places, long[] seen)
    {
        for (var i = 1; i < turns.Count; i++)
        {
            if (turns[i].At <= turns[i - 1].At)
            {
                return (FindingKind.SequenceWrong, $"turn {turns[i].Seq} is not later than the one before");
            }
        }

        if (places.Any(place => place > turns.Count))
        {
            return (FindingKind.SequenceWrong, $"something points past turn {turns.Count}");
        }

        return seen.Distinct().Count() == seen.Length ? default((string, string)?) : (FindingKind.SequenceWrong, "two message ids stand for one turn");
    }
}
