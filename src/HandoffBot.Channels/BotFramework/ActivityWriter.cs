using HandoffBot.Channels.Activities;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Channels.BotFramework;

/// <summary>A turn as a Bot Framework channel shows it. Everything there comes from the bot's account, so a person's words name the person (promise G10).</summary>
internal static class ActivityWriter
{
    /// <summary>Teams shows no more suggested actions than this; a card shows all.</summary>
    private const int TeamsSuggestions = 3;

    private const string Teams = "msteams";

    public static Activity Write(Conversation conversation, Turn turn)
    {
        var said = turn.Said;
        var needsCard = conversation.Address.Channel == Teams && said.Suggestions.Count > TeamsSuggestions;
        var (text, format) = Words(conversation.Address.Channel, said);
        return Envelope(conversation, Activity.Message) with
        {
            Text = text,
            TextFormat = format,
            SuggestedActions = needsCard ? null : SuggestedActions.Saying(said.Suggestions),
            Attachments = needsCard ? [AdaptiveCard.Saying(said.Suggestions)] : null,
            ChannelData = ChannelData.Of(said),
        };
    }

    private static Activity Envelope(Conversation conversation, string type)
    {
        var address = conversation.Address;
        return new Activity
        {
            Type = type,
            ChannelId = address.Channel,
            ServiceUrl = address.ServiceUrl,
            From = new Account(address.BotId, address.BotName),
            Recipient = new Account(address.UserId, address.UserName),
            Conversation = new ConversationAccount(address.ExternalId, address.TenantId),
        };
    }

    private static (string Text, string Format) Words(string channel, Utterance said) => said.Speaker switch
    {
        Speaker.Bot => (said.Text, "markdown"),
        Speaker.Agent when channel != DirectLine.DirectLineChannel.Id && said.Name is { Length: > 0 } name => ($"**{Markdown.Escape(name)}:** {Markdown.Escape(said.Text)}", "markdown"),
        _ => (said.Text, "plain"),
    };
}
