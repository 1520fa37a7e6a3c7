using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Tests;

/// <summary>Makes the turns that readers look at.</summary>
internal static class Turns
{
    public static TurnContext Alone(string text, string language = "en") => After([], text, language: language);

    public static TurnContext After(IReadOnlyList<(Speaker Speaker, string Text)> before, string text, BotMemory? memory = null, string language = "en", params string[] suggestions)
    {
        var turns = before.Select((said, index) => Turn(index + 1, said.Speaker, said.Text, said.Speaker == Speaker.Bot ? suggestions : [])).ToList();
        return new TurnContext(Turn(before.Count + 1, Speaker.Customer, text, []), Conversation(memory ?? BotMemory.Empty, language), turns);
    }

    private static Turn Turn(long seq, Speaker speaker, string text, string[] suggestions) =>
        new(seq, DateTimeOffset.UnixEpoch.AddSeconds(seq), new Utterance { Speaker = speaker, Text = text, Suggestions = suggestions });

    private static Conversation Conversation(BotMemory memory, string language) => new()
    {
        Id = new ConversationId("c1"),
        Version = 1,
        Owner = Owner.Bot,
        LastSeq = 1,
        AnsweredSeq = 0,
        Language = language,
        Address = new ChannelAddress { Channel = "directline", ExternalId = "c1", BotId = "bot", UserId = "u1" },
        Customer = new Customer("u1", ""),
        Memory = memory,
    };
}
