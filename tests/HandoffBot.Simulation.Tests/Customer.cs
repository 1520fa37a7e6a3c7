using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using StackExchange.Redis;

namespace HandoffBot.Simulation.Tests;

/// <summary>Writes a few messages; each is delivered until a node has acknowledged it, sometimes twice, sometimes at the same moment to both nodes.</summary>
internal sealed class Customer(Stage stage, Life world, int number, TimeSpan comesAfter, Func<Node> node, Auditor auditor)
{
    private readonly ConversationId _id = number % 2 == 0 ? new($"talk-{number}") : ConversationId.On("msteams", $"talk-{number}");

    public bool HasWritten { get; private set; }

    public async Task WriteAsync()
    {
        await stage.SleepAsync(world, comesAfter);
        var last = "";
        for (var i = 1 + stage.Random.Next(6); i > 0; i--)
        {
            last = last switch
            {
                WordingKeys.SuggestWithdraw => WordingKeys.WithdrawYes,
                WordingKeys.OverdueCallback => Town.Number,
                _ => Draw(),
            };
            await SayAsync($"m{i}", last);
            await stage.SleepAsync(world, TimeSpan.FromMilliseconds(stage.Random.Next(stage.Chance(0.4) ? 1_500 : 30_000)));
        }

        HasWritten = true;
    }

    private async Task SayAsync(string messageId, string text)
    {
        var message = new InboundMessage
        {
            Conversation = _id,
            MessageId = messageId,
            Address = new ChannelAddress { Channel = number % 2 == 0 ? "directline" : "msteams", ExternalId = _id.Value, BotId = "bot", UserId = "u", ServiceUrl = number % 2 == 0 ? null : "http://localhost:1/" },
            Customer = new Core.Conversations.Customer("u", $"customer {number}"),
            Text = text,
        };
        auditor.Wrote(_id.Value, messageId, text);
        if (stage.Chance(0.1))
        {
            stage.Watch(DeliverAsync(message));
        }

        await DeliverAsync(message);
        auditor.Acknowledged(_id.Value, messageId);
        if (stage.Chance(0.1))
        {
            await stage.SleepAsync(world, TimeSpan.FromMilliseconds(stage.Random.Next(20_000)));
            stage.Watch(DeliverAsync(message));
        }
    }

    private async Task DeliverAsync(InboundMessage message)
    {
        while (true)
        {
            try
            {
                await node().RequestAsync(it => it.HearAsync(message));
                return;
            }
            catch (Exception failed) when (failed is RedisTimeoutException or IOException)
            {
                await stage.SleepAsync(world, TimeSpan.FromMilliseconds(stage.Random.Next(3_000)));
            }
        }
    }

    private string Draw() => stage.Random.Next(13) switch
    {
        < 4 => Town.Question,
        < 7 => Town.Person,
        7 => Town.Angry,
        8 => Town.Mumble,
        9 => WordingKeys.OverdueCallback,
        10 => WordingKeys.OverdueMessage,
        _ => WordingKeys.SuggestWithdraw,
    };
}
