using System.Text.Json.Serialization;

namespace HandoffBot.Server.Drill;

/// <summary>The last line of a drill: what happened, and how often each promise was broken.</summary>
/// <param name="Store"><c>redis</c> or <c>embedded</c>.</param>
/// <param name="Seconds">Time with faults; draining and checking come after it.</param>
internal sealed record DrillReport(
    string Store,
    int Seed,
    int Nodes,
    double Seconds,
    double DrainSeconds,
    long Handoffs,
    double HandoffsPerSecond,
    long Conversations,
    long CustomerTurns,
    long AgentTurns,
    long Requests,
    long UnknownOutcomes,
    long NodeKills,
    long NodeFreezes,
    long RedisKills,
    long RedisFreezes,
    long Disturbances,
    long Transfers,
    long Declined,
    long Vanished,
    long LeasesLost,
    int Lost,
    int DoublyHeld,
    int TurnsWrong,
    int BotWordsWhileOwned,
    int ReceiptsWrong,
    int LedgerWrong,
    int GuaranteesBroken,
    bool Clean)
{
    public static DrillReport Of(DrillSettings settings, DrillTally tally, DrillVerdict verdict, TimeSpan lasted, TimeSpan drained) => new(
        settings.IsEmbedded ? "embedded" : "redis",
        settings.Seed,
        settings.Nodes,
        Math.Round(lasted.TotalSeconds, 1),
        Math.Round(drained.TotalSeconds, 1),
        verdict.Handoffs,
        Math.Round(verdict.Handoffs / lasted.TotalSeconds, 1),
        tally.Conversations.Value,
        tally.CustomerWords.Value,
        tally.AgentWords.Value,
        tally.Requests.Value,
        tally.UnknownOutcomes.Value,
        tally.NodeKills.Value,
        tally.NodeFreezes.Value,
        tally.RedisKills.Value,
        tally.RedisFreezes.Value,
        tally.Disturbances.Value,
        tally.Transfers.Value,
        tally.Declined.Value,
        tally.Vanished.Value,
        tally.LeasesLost.Value,
        verdict.Lost.Count,
        verdict.DoublyHeld.Count,
        verdict.Turns.Count,
        verdict.BotWords.Count,
        verdict.Receipts.Count,
        verdict.Ledger.Count,
        verdict.Guarantees.Count,
        verdict.IsClean);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DrillReport))]
internal sealed partial class DrillJson : JsonSerializerContext;
