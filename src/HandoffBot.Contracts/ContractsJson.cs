using System.Text.Json;
using System.Text.Json.Serialization;
using HandoffBot.Contracts.Agents;
using HandoffBot.Contracts.Ops;

namespace HandoffBot.Contracts;

/// <summary>How the agent and ops APIs are written: camelCase, absent instead of null, ISO 8601 times.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AgentMe))]
[JsonSerializable(typeof(AgentList))]
[JsonSerializable(typeof(PresenceRequest))]
[JsonSerializable(typeof(HandoffView))]
[JsonSerializable(typeof(HandoffList))]
[JsonSerializable(typeof(TranscriptView))]
[JsonSerializable(typeof(NoteList))]
[JsonSerializable(typeof(TrailView))]
[JsonSerializable(typeof(MessageRequest))]
[JsonSerializable(typeof(NoteRequest))]
[JsonSerializable(typeof(TransferRequest))]
[JsonSerializable(typeof(ResolveRequest))]
[JsonSerializable(typeof(ReassignRequest))]
[JsonSerializable(typeof(TakeOverRequest))]
[JsonSerializable(typeof(ColleaguePresenceRequest))]
[JsonSerializable(typeof(AgentPresenceView))]
[JsonSerializable(typeof(LeaseView))]
[JsonSerializable(typeof(FollowUpView))]
[JsonSerializable(typeof(FollowUpList))]
[JsonSerializable(typeof(HandOverRequest))]
[JsonSerializable(typeof(AgentEvent))]
[JsonSerializable(typeof(OpsSummary))]
[JsonSerializable(typeof(LedgerView))]
[JsonSerializable(typeof(LiveView))]
[JsonSerializable(typeof(ShadowView))]
[JsonSerializable(typeof(IReadOnlyList<GuaranteeView>))]
[JsonSerializable(typeof(IReadOnlyList<FindingView>))]
public sealed partial class ContractsJson : JsonSerializerContext;
