using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;

namespace HandoffBot.Channels.Outages;

/// <summary>A conversation as far as it is known without the store.</summary>
internal static class Unopened
{
    public static Conversation Conversation(ConversationId id, ChannelAddress address, Customer customer, DialogSet dialogs) => new()
    {
        Id = id,
        Version = 0,
        Owner = Owner.Bot,
        LastSeq = 0,
        AnsweredSeq = 0,
        Language = dialogs.LanguageFor(address.Locale),
        Address = address,
        Customer = customer,
        Memory = BotMemory.Empty,
    };
}
