using System.Text.Json;
using System.Text.Json.Serialization;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Channels.Activities;

/// <summary>What we tell a client beside the words: who speaks (promise G10), and the handoff that a notice is about.</summary>
internal sealed record ChannelData(
    [property: JsonConverter(typeof(CamelCaseConverter<Speaker>))] Speaker Speaker,
    HandoffStatus? Handoff = null)
{
    public static ChannelData Of(Utterance said) => new(said.Speaker, said.Handoff is { } notice ? HandoffStatus.Of(notice) : null);
}

/// <summary>The state of a handoff as its customer sees it: <c>{id, state, position?, waitSeconds?: {low, high, count}, agent?, opensAt?, reference?}</c>.</summary>
internal sealed record HandoffStatus(
    string Id,
    [property: JsonConverter(typeof(CamelCaseConverter<HandoffState>))] HandoffState State,
    long? Position,
    WaitSeconds? WaitSeconds,
    string? Agent,
    DateTimeOffset? OpensAt = null,
    string? Reference = null)
{
    public static HandoffStatus Of(HandoffNotice notice) => new(notice.Id.Value, notice.State, notice.Position, WaitSeconds.Of(notice.Wait), notice.Agent, notice.OpensAt, notice.Reference);
}

/// <summary>Absent where there is no basis for an estimate.</summary>
internal sealed record WaitSeconds(int Low, int High, int Count)
{
    public static WaitSeconds? Of(WaitEstimate? wait) => wait is null ? null : new WaitSeconds(wait.LowSeconds, wait.HighSeconds, wait.Count);
}

internal sealed class CamelCaseConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
