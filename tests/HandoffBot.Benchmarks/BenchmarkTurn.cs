using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;

namespace HandoffBot.Benchmarks;

/// <summary>A customer's words as the readers get them.</summary>
internal static class BenchmarkTurn
{
    public static TurnContext Of(string text, string language) => new(
        new Turn(1, DateTimeOffset.UnixEpoch, new Utterance { Speaker = Speaker.Customer, Text = text }),
        new Conversation
        {
            Id = new ConversationId("benchmark"),
            Version = 1,
            Owner = Owner.Bot,
            LastSeq = 1,
            AnsweredSeq = 0,
            Language = language,
            Address = new ChannelAddress { Channel = "benchmark", ExternalId = "benchmark", BotId = "bot", UserId = "customer" },
            Customer = new Customer("customer", ""),
            Memory = BotMemory.Empty,
        },
        []);
}
