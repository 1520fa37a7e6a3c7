using System.Text.Json;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Alerts;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Guarantees;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;

namespace HandoffBot.Server.Agents;

/// <summary>How the API writes the words of the core.</summary>
internal static class PublicName
{
    public static string Of(Presence presence) => JsonNamingPolicy.CamelCase.ConvertName(presence.ToString());

    public static string Of(PresenceCause cause) => JsonNamingPolicy.CamelCase.ConvertName(cause.ToString());

    public static string Of(Speaker speaker) => Lower(speaker);

    public static string Of(HandoffState state) => Lower(state);

    public static string Of(Priority priority) => Lower(priority);

    public static string Of(AlertKind kind) => Snake(kind);

    public static string Of(OverdueMark mark) => mark == OverdueMark.None ? "kept" : Snake(mark);

    public static string Of(FollowUpKind kind) => Snake(kind);

    public static string Of(FollowUpState state) => Lower(state);

    public static string Of(ReasonCode code) => Snake(code);

    public static string Of(Stakes stakes) => Snake(stakes);

    public static string Of(SignalKind kind) => Snake(kind);

    public static string Of(DecisionKind kind) => Snake(kind);

    public static string Of(ShadowVerdict verdict) => Snake(verdict);

    public static string Of(Refusal why) => Snake(why);

    public static string Of(GuaranteeState state) => Snake(state);

    public static string Of(Resolution resolution) => JsonNamingPolicy.CamelCase.ConvertName(resolution.ToString());

    private static string Snake<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
