using System.Security.Cryptography;
using System.Text;
using HandoffBot.Core.Agents;
using StackExchange.Redis;

namespace HandoffBot.Redis.Handoffs;

/// <summary>An agent's wish for work, as the scripts take it.</summary>
/// <param name="Skills">Whose queues they may be given from.</param>
/// <param name="Request">Hexadecimal digest of the wish's id, which clients choose: it stands in a Lua pattern. Empty when it has none.</param>
/// <param name="Speaks">";en;fr;"; empty for all languages.</param>
internal sealed record Wish(AgentId Agent, IReadOnlyList<string> Skills, RedisValue Request, RedisValue Speaks)
{
    private const int DigitsOfARequest = 32;

    public bool SpeaksAll => Speaks.IsNullOrEmpty;

    public static Wish Of(Agent agent, string? request) => new(
        agent.Id,
        agent.Skills,
        request is null ? RedisValue.EmptyString : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)))[..DigitsOfARequest],
        agent.Languages is { } languages ? $";{string.Join(';', languages)};" : RedisValue.EmptyString);

    /// <summary>Asks only how much the agent has.</summary>
    public static Wish OfNothing(AgentId agent) => new(agent, [], RedisValue.EmptyString, RedisValue.EmptyString);
}
