using System.Text.Json;
using System.Text.Json.Serialization;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Alerts;
using HandoffBot.Core.Audit;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;

namespace HandoffBot.Redis;

/// <summary>How records are written to the store. Our own words only: an unknown field is a fault, not something to skip.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true,
    Converters = [typeof(ConversationIdConverter), typeof(HandoffIdConverter), typeof(AgentIdConverter), typeof(FollowUpIdConverter), typeof(AlertIdConverter)])]
[JsonSerializable(typeof(Stored<Utterance>))]
[JsonSerializable(typeof(Stored<DecisionRecord>))]
[JsonSerializable(typeof(Stored<NewHandoff>))]
[JsonSerializable(typeof(Stored<Agent>))]
[JsonSerializable(typeof(Stored<BotMemory>))]
[JsonSerializable(typeof(Stored<ChannelAddress>))]
[JsonSerializable(typeof(Stored<Customer>))]
[JsonSerializable(typeof(Stored<Note>))]
[JsonSerializable(typeof(Stored<Closing>))]
[JsonSerializable(typeof(Stored<Alert>))]
[JsonSerializable(typeof(Stored<NewFollowUp>))]
[JsonSerializable(typeof(Stored<FollowUpEnding>))]
[JsonSerializable(typeof(Stored<Undelivered>))]
[JsonSerializable(typeof(Stored<Reconciliation>))]
[JsonSerializable(typeof(Stored<ShadowExample>))]
internal sealed partial class StoreJson : JsonSerializerContext;

/// <summary>A stored record with the version of its form.</summary>
/// <param name="V">1 today. A later form raises it and says here how the older one is read.</param>
internal sealed record Stored<T>([property: JsonRequired] int V, [property: JsonRequired] T Is);

/// <summary>How a handoff ended.</summary>
internal sealed record Closing(Resolution Resolution, DateTimeOffset At, AgentId? By, string Note);

internal sealed class ConversationIdConverter : IdConverter<ConversationId>
{
    protected override ConversationId Make(string value) => new(value);

    protected override string ValueOf(ConversationId id) => id.Value;
}

internal sealed class HandoffIdConverter : IdConverter<HandoffId>
{
    protected override HandoffId Make(string value) => new(value);

    protected override string ValueOf(HandoffId id) => id.Value;
}

internal sealed class AgentIdConverter : IdConverter<AgentId>
{
    protected override AgentId Make(string value) => new(value);

    protected override string ValueOf(AgentId id) => id.Value;
}

internal sealed class AlertIdConverter : IdConverter<AlertId>
{
    protected override AlertId Make(string value) => new(value);

    protected override string ValueOf(AlertId id) => id.Value;
}

internal sealed class FollowUpIdConverter : IdConverter<FollowUpId>
{
    protected override FollowUpId Make(string value) => new(value);

    protected override string ValueOf(FollowUpId id) => id.Value;
}

/// <summary>Writes a typed id as its plain text.</summary>
internal abstract class IdConverter<T> : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Make(reader.GetString() ?? throw new JsonException("An id is missing."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(ValueOf(value));

    protected abstract T Make(string value);

    protected abstract string ValueOf(T id);
}
