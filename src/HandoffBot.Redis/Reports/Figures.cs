using System.Text.Json;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;
using StackExchange.Redis;

namespace HandoffBot.Redis.Reports;

/// <summary>Names of the hourly counters: a figure, or <c>figure|dimension=key</c>. Raised by the script that makes the change they count.</summary>
internal static class Figures
{
    public const string Conversations = "conversations";
    public const string HandedOff = "handedOff";
    public const string Closed = "closed";
    public const string Withdrawn = "withdrawn";

    public static string Of(string figure, string dimension, string key) => $"{figure}|{dimension}={key}";

    public static RedisValue[] Opened(ChannelAddress address) => [Conversations, Of(Conversations, "channel", address.Channel)];

    public static IEnumerable<RedisValue> Committed(BotCommit commit)
    {
        foreach (var topic in commit.Topics)
        {
            yield return Of(Conversations, "topic", topic);
        }

        if (commit.Handoff is not { } handoff)
        {
            yield break;
        }

        yield return HandedOff;
        yield return Of(HandedOff, "channel", handoff.Channel);
        yield return Of(HandedOff, "skill", handoff.Skill);
        foreach (var reason in handoff.Reasons.Select(reason => reason.Code).Distinct())
        {
            yield return Of(HandedOff, "reason", Snake(reason));
        }

        if (handoff.Topic is { } open)
        {
            yield return Of(HandedOff, "topic", open);
        }
    }

    private static string Snake(ReasonCode code) => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString());
}
