using System.Text.Json.Serialization;
using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Api;

/// <summary>A problem body as the server writes it (RFC 9457 with <c>errors</c> and <c>holder</c>).</summary>
internal sealed record ProblemBody(string? Type, string? Title, Dictionary<string, string[]>? Errors, HolderView? Holder);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class ProblemJson : JsonSerializerContext;
