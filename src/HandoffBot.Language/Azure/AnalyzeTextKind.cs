using System.Text.Json.Serialization.Metadata;

namespace HandoffBot.Language.Azure;

/// <summary>One of the service's analyses.</summary>
/// <param name="Name">As the request and the figures name it.</param>
/// <param name="DocumentsPerRequest">The service's limit.</param>
/// <param name="OpinionMining">Null where the analysis does not know it.</param>
internal sealed record AnalyzeTextKind<T>(string Name, int DocumentsPerRequest, bool? OpinionMining, JsonTypeInfo<AnalyzeTextResponse<T>> Response)
    where T : class, IReadDocument;

internal static class AnalyzeTextKinds
{
    public static AnalyzeTextKind<SentimentDocument> Sentiment { get; } = new("SentimentAnalysis", 10, true, AnalyzeTextJson.Default.AnalyzeTextResponseSentimentDocument);

    public static AnalyzeTextKind<PersonalDataDocument> PersonalData { get; } = new("PiiEntityRecognition", 5, null, AnalyzeTextJson.Default.AnalyzeTextResponsePersonalDataDocument);
}
