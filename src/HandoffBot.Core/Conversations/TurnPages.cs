namespace HandoffBot.Core.Conversations;

/// <summary>Reads more turns than one page holds.</summary>
public static class TurnPages
{
    /// <summary>All turns after <paramref name="after"/>, oldest first, at least up to <paramref name="upTo"/> or the last there is.</summary>
    public static async Task<List<Turn>> ReadAllTurnsAsync(this IConversationStore conversations, ConversationId id, long after, long upTo = long.MaxValue)
    {
        var turns = new List<Turn>();
        while (after < upTo && await conversations.ReadTurnsAsync(id, after) is { Count: > 0 } page)
        {
            turns.AddRange(page);
            after = page[^1].Seq;
        }

        return turns;
    }
}
