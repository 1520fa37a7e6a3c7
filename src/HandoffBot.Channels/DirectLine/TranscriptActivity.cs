using HandoffBot.Channels.Activities;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Channels.DirectLine;

/// <summary>A turn as the customer's client sees it.</summary>
internal static class TranscriptActivity
{
    public static ActivitySet Set(ConversationId conversation, string customer, IReadOnlyList<Turn> turns, long after) =>
        new([.. turns.Select(turn => Of(turn, conversation, customer))], DirectLineChannel.Watermark(turns.Count > 0 ? turns[^1].Seq : after));

    /// <summary>A notice that is no part of the transcript: it has an id of its own, and the watermark stays.</summary>
    public static ActivitySet Unrecorded(ConversationId conversation, Turn notice, long after, TimeProvider time) =>
        new([Of(notice, conversation, "") with { Id = DirectLineChannel.PassingId(conversation, time) }], DirectLineChannel.Watermark(after));

    /// <summary>No <c>replyToId</c>: a client holds back what replies to something that it has not seen yet.</summary>
    private static Activity Of(Turn turn, ConversationId conversation, string customer)
    {
        var said = turn.Said;
        var activity = new Activity
        {
            Type = Activity.Message,
            Id = DirectLineChannel.ActivityId(conversation, turn.Seq),
            Timestamp = turn.At.UtcDateTime,
            ChannelId = DirectLineChannel.Id,
            Conversation = new ConversationAccount(conversation.Value),
            From = turn.IsFromCustomer ? new Account(customer, Named(said.Name), "user") : new Account(DirectLineChannel.BotId, Named(said.Name), "bot"),
            Text = said.Text,
            TextFormat = said.Speaker == Speaker.Bot ? "markdown" : "plain",
            SuggestedActions = SuggestedActions.Saying(said.Suggestions),
            Value = said.Value,
        };
        return activity with { ChannelData = turn.IsFromCustomer ? said.ChannelData : ChannelData.Of(said) };
    }

    private static string? Named(string? name) => string.IsNullOrEmpty(name) ? null : name;
}
