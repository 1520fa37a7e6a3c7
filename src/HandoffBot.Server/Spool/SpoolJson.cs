using System.Text.Json.Serialization;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Server.Spool;

/// <summary>Messages as they lie on disk.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InboundMessage))]
internal sealed partial class SpoolJson : JsonSerializerContext;
