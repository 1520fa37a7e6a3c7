using System.Text.Json;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Evaluation;

/// <summary>The name of a kind of stakes in labelled text: <c>self_harm_or_safety</c>, <c>large_money</c> …</summary>
internal static class StakesLabel
{
    private static readonly Dictionary<Stakes, string> Labels = Enum.GetValues<Stakes>().ToDictionary(stakes => stakes, stakes => JsonNamingPolicy.SnakeCaseLower.ConvertName(stakes.ToString()));

    public static string Of(Stakes stakes) => Labels[stakes];
}
