using HandoffBot.Channels.Activities;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Channels.BotFramework;

/// <summary>Takes from an activity what the product works with.</summary>
internal static class CustomerActivity
{
    /// <summary>The first field that is missing of those that say where an activity belongs, or null.</summary>
    public static Fault? MissingField(IncomingActivity activity)
    {
        var field = activity switch
        {
            { ChannelId: null } => "channelId",
            { ServiceUrl: null } => "serviceUrl",
            { ConversationId: null } => "conversation.id",
            { Recipient.Id: null } or { Recipient: null } => "recipient.id",
            { From.Id: null } or { From: null } => "from.id",
            _ => null,
        };
        return field is null ? null : new Fault(field, "is required");
    }

    public static ConversationId Conversation(IncomingActivity activity) => ConversationId.On(activity.ChannelId!, activity.ConversationId!);

    /// <summary>The activity's address for a customer, who need not be its sender.</summary>
    public static ChannelAddress Address(IncomingActivity activity, IncomingAccount customer) => new()
    {
        Channel = activity.ChannelId!,
        ServiceUrl = activity.ServiceUrl,
        ExternalId = activity.ConversationId!,
        BotId = activity.Recipient!.Id!,
        BotName = activity.Recipient.Name,
        UserId = customer.Id!,
        UserName = customer.Name,
        TenantId = activity.TenantId,
        Locale = activity.Locale,
    };

    public static Customer Customer(IncomingAccount account) => new(account.Id!, account.Name ?? "");

    /// <summary>The typed words without the mention that calls the bot in a team channel. If nothing is left, the mention was the message.</summary>
    public static string? Words(IncomingActivity activity)
    {
        var text = activity.Text;
        foreach (var mention in activity.Mentions.Where(mention => mention.Id == activity.Recipient?.Id))
        {
            text = text?.Replace(mention.Text, "", StringComparison.OrdinalIgnoreCase);
        }

        text = text?.Trim();
        return string.IsNullOrEmpty(text) ? activity.Text : text;
    }

    /// <summary>Whoever was added to the conversation and is not the bot, or null.</summary>
    public static IncomingAccount? Newcomer(IncomingActivity activity) => activity.Type switch
    {
        "conversationUpdate" => activity.MembersAdded.FirstOrDefault(member => member.Id is not null && member.Id != activity.Recipient!.Id),
        "installationUpdate" when activity.Action is "add" && activity.From!.Id != activity.Recipient!.Id => activity.From,
        _ => null,
    };
}
