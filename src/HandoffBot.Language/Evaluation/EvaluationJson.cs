using System.Text.Json;
using System.Text.Json.Serialization;

namespace HandoffBot.Language.Evaluation;

/// <summary>Reports as one JSON object.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(IntentReport))]
public sealed partial class EvaluationJson : JsonSerializerContext
{
    public static string Write(EvaluationReport report) => JsonSerializer.Serialize(report, Default.EvaluationReport);

    public static string Write(IntentReport report) => JsonSerializer.Serialize(report, Default.IntentReport);
}
