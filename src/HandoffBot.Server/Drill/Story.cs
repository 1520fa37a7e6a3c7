namespace HandoffBot.Server.Drill;

/// <summary>What a customer's client makes of what it has heard: who has the conversation.</summary>
internal static class Story
{
    /// <summary>The latest ask has been dealt with: a handoff ended after it, and the bot is back.</summary>
    public static bool IsSettled(ConversationLog log)
    {
        var asked = log.Said.FindLast(word => word.Means == WordMeans.Ask)!;
        var at = log.Heard.FindIndex(activity => activity.IsOwn && activity.ChannelData?.ClientActivityID == asked.ClientId);
        var last = log.Heard.FindLastIndex(activity => activity.Handoff is not null);
        return at >= 0 && last > at && log.Heard[last].Handoff!.State == "closed";
    }

    public static bool IsWithPerson(ConversationLog log) => log.Heard.FindLast(activity => activity.Handoff is not null) is { Handoff.State: "held" };
}
