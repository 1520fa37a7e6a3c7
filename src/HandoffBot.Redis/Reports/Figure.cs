using System.Text.Json;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;
using StackExchange.Redis;

namespace HandoffBot.Redis.Reports;

/// <summary>
/// The name of an hourly counter, <c>figure|dimension=key|dimension=key+key</c>: one counter for everything that happens together, raised by the script that makes the change.
/// Dimensions are summed when they are asked for, which is seldom, and not when they are counted, which is all the time.
/// </summary>
/// <param name="Name">What is counted.</param>
/// <param name="Dimensions">Keys by dimension; a key's own separators are escaped.</param>
internal sealed record Figure(string Name, IReadOnlyList<(string Dimension, string Keys)> Dimensions)
{
    public const string Conversations = "conversations";
    public const string Topics = "topics";
    public const string HandedOff = "handedOff";
    public const string Closed = "closed";
    public const string Withdrawn = "withdrawn";

    /// <summary>How the policy that is only watched would have decided a turn.</summary>
    public const string Shadow = "shadow";

    /// <summary>A person was asked for and no handoff was committed with that decision. Must stay 0 (promise G1).</summary>
    public const string AskedInVain = "askedInVain";

    public static RedisValue Opened(ChannelAddress address) => Of(Conversations, ("channel", [address.Channel]));

    public static IEnumerable<RedisValue> Committed(BotCommit commit)
    {
        foreach (var topic in commit.Topics)
        {
            yield return Of(Topics, ("topic", [topic]));
        }

        foreach (var decided in commit.Shadow)
        {
            yield return Of(Shadow, ("version", [decided.Version]), ("verdict", [decided.Verdict.ToString()]));
        }

        if (commit.Handoff is null && commit.Decisions.Any(record => record.Decision.Reasons.Any(reason => reason.Code == ReasonCode.HumanRequest)))
        {
            yield return AskedInVain;
        }

        if (commit.Handoff is { } handoff)
        {
            var reasons = handoff.Reasons.Select(reason => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.Code.ToString())).Distinct();
            yield return Of(HandedOff, ("channel", [handoff.Channel]), ("skill", [handoff.Skill]), ("reason", reasons), ("topic", handoff.Topic is { } topic ? [topic] : []));
        }
    }

    public static Figure Parse(string counter)
    {
        var parts = counter.Split('|');
        return new Figure(parts[0], [.. parts.Skip(1).Select(part => part.Split('=', 2)).Select(pair => (pair[0], pair[1]))]);
    }

    /// <summary>The keys of this counter in a dimension; none when it does not have it.</summary>
    public IEnumerable<string> KeysOf(string dimension) =>
        Dimensions.Where(part => part.Dimension == dimension && part.Keys.Length > 0).SelectMany(part => part.Keys.Split('+')).Select(Uri.UnescapeDataString);

    private static RedisValue Of(string figure, params IEnumerable<(string Dimension, IEnumerable<string> Keys)> dimensions) =>
        figure + string.Concat(dimensions.Select(dimension => $"|{dimension.Dimension}={string.Join('+', dimension.Keys.Select(Uri.EscapeDataString))}"));
}
