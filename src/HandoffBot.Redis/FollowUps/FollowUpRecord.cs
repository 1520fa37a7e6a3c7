using System.Globalization;
using HandoffBot.Core.Agents;
using HandoffBot.Core.FollowUps;
using StackExchange.Redis;

namespace HandoffBot.Redis.FollowUps;

/// <summary>Reads a follow-up from its parts. The packed state is described in follow-up-state.lua.</summary>
internal static class FollowUpRecord
{
    public static FollowUp Read(RedisValue opened, RedisValue packed, RedisValue ending)
    {
        var parts = ((string)packed!).Split('|') is { Length: 4 } split ? split : throw new FormatException($"A follow-up's state reads '{packed}'.");
        return new FollowUp(Records.Read(opened, StoreJson.Default.StoredNewFollowUp), StateOf(parts[0]))
        {
            Owner = parts[1].Length > 0 ? new AgentId(parts[1]) : null,
            IsTaken = parts[2] == "1",
            Mark = (FollowUpMark)int.Parse(parts[3], CultureInfo.InvariantCulture),
            Ending = ending.IsNull ? null : Records.Read(ending, StoreJson.Default.StoredFollowUpEnding),
        };
    }

    private static FollowUpState StateOf(string letter) => letter switch
    {
        "O" => FollowUpState.Open,
        "D" => FollowUpState.Done,
        "W" => FollowUpState.Withdrawn,
        var unknown => throw new FormatException($"A follow-up is in the state '{unknown}'."),
    };
}
